package io.baton.gate;

import io.baton.api.Refusal;
import io.baton.customer.CustomerFacts;
import io.baton.customer.Party;
import io.baton.engine.Decisions;
import io.baton.engine.Doer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code custody.dmn}: who answers for a customer in a stage, and how the stage ends. */
@Component
class Custody {

    /** They speak for no team: a system states what happened, a manager stands in for anybody. */
    private static final List<String> FOR_EVERY_CUSTOMER = List.of("managers", "integrations");

    private final Decisions decisions;
    private final Doer doer;

    Custody(Decisions decisions, Doer doer) {
        this.decisions = decisions;
        this.doer = doer;
    }

    /** How a stage ends. */
    enum Trigger {
        /** Its owner says so, once all criteria are met. */
        MANUAL,
        /** By itself, as soon as all criteria are met. */
        AUTOMATIC
    }

    /** How the customer's stage ends; by its owner's word where the table does not say. */
    Trigger trigger(CustomerFacts customer) {
        return "automatic".equals(cell(customer, "trigger")) ? Trigger.AUTOMATIC : Trigger.MANUAL;
    }

    /**
     * Refuses where the acting person neither owns the customer nor belongs to a team that answers for it now.
     *
     * @throws Refusal forbidden, naming who may
     */
    void requireHand(CustomerFacts customer) {
        Party owner = customer.owner();
        List<String> teams = Stream.of(cell(customer, "team"), cell(customer, "secondaryTeam"))
                .filter(team -> team != null && !team.isBlank())
                .toList();
        boolean may = (owner.isPerson() ? owner.id().equals(doer.id()) : doer.wears(owner.id()))
                || Stream.concat(teams.stream(), FOR_EVERY_CUSTOMER.stream()).anyMatch(doer::wears);
        if (!may) {
            throw Refusal.forbidden(
                    "Facts about %s are put on file by its owner %s, the teams %s, or a manager; leave a note instead."
                            .formatted(customer.number(), owner.id(), String.join(" and ", teams)));
        }
    }

    private @Nullable String cell(CustomerFacts customer, String output) {
        List<Map<String, Object>> rows = decisions.rows(
                "custody",
                Map.of(
                        "playbook",
                        customer.playbook(),
                        "stage",
                        customer.stage().id()));
        return rows.isEmpty() ? null : (String) rows.get(0).get(output);
    }
}
