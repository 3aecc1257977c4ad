package io.baton.customer;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.engine.Decisions;
import io.baton.engine.Doer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The table {@code custody.dmn}: by playbook and stage, who answers for a customer, how the stage ends, how the customer is
 * passed on from there, and who may complete and note.
 */
@Component
public class Custody {

    private static final String MANAGERS = "managers";

    /** They speak for no team: a system states what happened, a manager stands in for anybody. */
    private static final List<String> FOR_EVERY_CUSTOMER = List.of(MANAGERS, "integrations");

    private final Decisions decisions;
    private final Doer doer;
    private final Contributors contributors;
    private final StandIns standIns;

    Custody(Decisions decisions, Doer doer, Contributors contributors, StandIns standIns) {
        this.decisions = decisions;
        this.doer = doer;
        this.contributors = contributors;
        this.standIns = standIns;
    }

    /** How a stage ends. */
    public enum Trigger {
        /** Its owner says so, once all criteria are met. */
        MANUAL,
        /** By itself, as soon as all criteria are met. */
        AUTOMATIC,
        /** Before it begins: the playbook does without the stage. */
        NOT_USED;

        static Trigger of(@Nullable String cell) {
            return switch (cell == null ? "" : cell) {
                case "automatic" -> AUTOMATIC;
                case "not-used" -> NOT_USED;
                default -> MANUAL;
            };
        }
    }

    /**
     * A row of the table.
     *
     * @param team the hat of the owner
     * @param secondaryTeam the hat that stands beside it, or null
     * @param atOnce whether the next team has the customer at once, without a note and without being asked
     * @param completers the hats that may complete the stage's tasks
     * @param notes the hats that may leave notes beside the owner and the contributors, or null for everybody
     */
    public record Rule(
            @Nullable String team,
            @Nullable String secondaryTeam,
            Trigger trigger,
            boolean atOnce,
            List<String> completers,
            @Nullable List<String> notes) {

        private static final Rule NONE = new Rule(null, null, Trigger.MANUAL, false, List.of(), null);

        static Rule of(Map<String, Object> row) {
            String team = (String) row.get("team");
            List<String> completers = Texts.list((String) row.get("completers"));
            List<String> notes = Texts.list((String) row.get("notes"));
            return new Rule(
                    team,
                    (String) row.get("secondaryTeam"),
                    Trigger.of((String) row.get("trigger")),
                    "at-once".equals(row.get("handoff")),
                    completers.isEmpty() && team != null ? List.of(team) : completers,
                    notes.isEmpty() ? null : notes);
        }

        List<String> teams() {
            return Stream.of(team, secondaryTeam)
                    .filter(it -> it != null && !it.isBlank())
                    .toList();
        }
    }

    /** What the table says; where it says nothing, the stage ends by its owner's word, and no team answers for it. */
    public Rule of(String playbook, Stage stage) {
        List<Map<String, Object>> rows = decisions.rows("custody", Map.of("playbook", playbook, "stage", stage.id()));
        return rows.isEmpty() ? Rule.NONE : Rule.of(rows.get(0));
    }

    /** What the table says of the stage in which the customer is. */
    public Rule of(CustomerFacts customer) {
        return of(customer.playbook(), customer.stage());
    }

    /** Whether the playbook uses the stage. */
    public boolean uses(String playbook, Stage stage) {
        return of(playbook, stage).trigger() != Trigger.NOT_USED;
    }

    /** The stage that follows for the customer: the next one that its playbook uses. */
    public Stage next(CustomerFacts customer) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.compareTo(customer.stage()) > 0 && !stage.isEnd())
                .filter(stage -> uses(customer.playbook(), stage))
                .findFirst()
                .orElse(customer.stage());
    }

    /**
     * Refuses where the acting person neither owns the customer nor belongs to a team that answers for it now.
     *
     * @param what what is done, as the beginning of a sentence such as "Facts about C-000123 are put on file"
     * @throws Refusal forbidden, naming who may
     */
    public void requireHand(CustomerFacts customer, String what) {
        List<String> teams = of(customer).teams();
        if (!wearsOneOf(teams) && !isOwner(customer)) {
            throw Refusal.forbidden("%s by its owner %s, the teams %s, or a manager; leave a note instead."
                    .formatted(what, customer.owner().id(), String.join(" and ", teams)));
        }
    }

    /**
     * Refuses where the stage's notes are kept to some teams, and the acting person is in none of them, does not own the
     * customer and was not brought in.
     *
     * @throws Refusal forbidden, naming who may and who can bring one in
     */
    public void requireVoice(CustomerFacts customer) {
        List<String> teams = of(customer).notes();
        if (teams != null
                && !wearsOneOf(teams)
                && !isOwner(customer)
                && !contributors.isOne(customer.number(), doer.id())) {
            throw Refusal.forbidden(
                    "Notes about %1$s are left by its owner %2$s, the teams %3$s, its contributors, or a manager; ask %2$s to bring you in."
                            .formatted(customer.number(), customer.owner().id(), String.join(" and ", teams)));
        }
    }

    /**
     * Refuses where the acting person neither owns the customer nor manages.
     *
     * @throws Refusal forbidden, naming the owner
     */
    public void requireOwner(CustomerFacts customer) {
        if (!doer.wears(MANAGERS) && !isOwner(customer)) {
            throw Refusal.forbidden("That is for the owner of %s, %s, or a manager to say."
                    .formatted(customer.number(), customer.owner().id()));
        }
    }

    /** Whoever stands in for an owner who is away counts as the owner's hand. */
    private boolean isOwner(CustomerFacts customer) {
        Party owner = customer.owner();
        return owner.isPerson()
                ? owner.id().equals(doer.id()) || standIns.actsFor(doer.id(), owner.id())
                : doer.wears(owner.id());
    }

    private boolean wearsOneOf(List<String> teams) {
        return Stream.concat(teams.stream(), FOR_EVERY_CUSTOMER.stream()).anyMatch(doer::wears);
    }
}
