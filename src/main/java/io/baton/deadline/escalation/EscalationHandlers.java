package io.baton.deadline.escalation;

import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.deadline.MissedDeadline;
import io.baton.engine.Desk;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import io.baton.team.Presence;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says which person is meant on a rung. */
@Component
class EscalationHandlers {

    private static final String MANAGERS = "managers";
    private static final String ADMINISTRATORS = "camunda-admin";

    private final People people;
    private final Presence presence;
    private final Desk desk;
    private final CustomerRecord record;
    private final EscalationRows escalations;

    EscalationHandlers(People people, Presence presence, Desk desk, CustomerRecord record, EscalationRows escalations) {
        this.people = people;
        this.presence = presence;
        this.desk = desk;
        this.record = record;
        this.escalations = escalations;
    }

    /**
     * The person whom a rung means.
     *
     * @param asked who was asked on the rungs before
     * @return null where the rung tells somebody whom there is not, such as the owner of what a team has
     */
    @Nullable
    String person(Rung rung, MissedDeadline missed, Set<String> asked) {
        return switch (rung.tells()) {
            case Rung.OWNER -> hereFor(holder(missed));
            case Rung.BACKUP -> backup(missed);
            case Rung.MANAGER -> manager(missed, asked);
            default ->
                people.exists(rung.tells())
                        ? presence.presentOrStandIn(rung.tells()).orElse(rung.tells())
                        : manager(missed, asked);
        };
    }

    private @Nullable String hereFor(@Nullable String person) {
        return person == null ? null : presence.presentOrStandIn(person).orElse(person);
    }

    /** Whoever stands in for the one who has the step; of a step that nobody has, or where nobody stands in, there is none. */
    private @Nullable String backup(MissedDeadline missed) {
        String holder = holder(missed);
        return holder == null
                ? null
                : presence.standInFor(holder, desk.find(missed.taskId()).teams())
                        .orElse(null);
    }

    private @Nullable String holder(MissedDeadline missed) {
        if (missed.assignee() != null || missed.customer() == null) {
            return missed.assignee();
        }
        Party owner = record.facts(missed.customer()).owner();
        return owner.isPerson() ? owner.id() : null;
    }

    /** Of those who are here and were not asked, the one with the fewest open escalations; all asked, they are asked again. */
    private @Nullable String manager(MissedDeadline missed, Set<String> asked) {
        List<String> managers =
                people.wearing(MANAGERS).stream().map(Option::value).toList();
        Set<String> away = presence.awayOf(managers);
        List<String> here = managers.stream().filter(it -> !away.contains(it)).toList();
        List<String> reachable = here.isEmpty() ? managers : here;
        List<String> fresh = reachable.stream()
                .filter(it -> !asked.contains(it) && !it.equals(missed.assignee()))
                .toList();
        List<String> candidates = fresh.isEmpty() ? reachable : fresh;
        return candidates.stream()
                .min(Comparator.comparing(escalations::openOf))
                .orElseGet(() -> people.wearing(ADMINISTRATORS).stream()
                        .map(Option::value)
                        .findFirst()
                        .orElse(null));
    }
}
