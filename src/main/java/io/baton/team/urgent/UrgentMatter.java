package io.baton.team.urgent;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.CustomerSight;
import io.baton.team.Presence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds who sees to an urgent matter now, and records that it was raised and what was done. */
@Service
@Transactional
class UrgentMatter {

    /** They answer for whoever is no team's any more. */
    private static final List<String> MANAGERS = List.of("managers");

    private final CustomerRecord record;
    private final Custody custody;
    private final Presence presence;
    private final CustomerSight sight;

    UrgentMatter(CustomerRecord record, Custody custody, Presence presence, CustomerSight sight) {
        this.sight = sight;
        this.record = record;
        this.custody = custody;
        this.presence = presence;
    }

    /**
     * A matter that was raised.
     *
     * @param teams the hats whose people may take it
     * @param taker who has it at once, or null where whoever is next takes it
     * @param why why it is theirs, as a sentence
     */
    record Raised(
            CustomerFacts customer,
            String matter,
            List<String> teams,
            @Nullable String taker,
            String why) {}

    /**
     * Somebody says that something is urgent.
     *
     * @param ownerBusy whether the owner cannot see to it now, though here
     * @throws Refusal where the number is nobody's, or it is not said what is urgent
     */
    Raised raised(@Nullable String number, @Nullable String matter, boolean ownerBusy, String by) {
        String asked = Texts.required("Customer", number, Texts.SHORT);
        sight.requireWriting(asked);
        CustomerFacts customer = record.lock(asked);
        String what = Texts.required("What is urgent", matter, Texts.LONG);
        List<String> completers = custody.of(customer).completers();
        Raised raised = raised(customer, what, completers.isEmpty() ? MANAGERS : completers, ownerBusy);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("event", "raised");
        data.put("matter", what);
        data.put("teams", raised.teams());
        data.put("ownerBusy", ownerBusy);
        if (raised.taker() != null) {
            data.put("to", raised.taker());
        }
        record.urgent(customer.number(), by, "Urgent: " + what + " – " + raised.why(), data, null);
        return raised;
    }

    private Raised raised(CustomerFacts customer, String matter, List<String> teams, boolean ownerBusy) {
        if (!customer.owner().isPerson()) {
            return new Raised(customer, matter, teams, null, "Nobody has the customer yet: whoever is next takes it.");
        }
        String owner = customer.owner().id();
        boolean away = presence.isAway(owner);
        if (!away && !ownerBusy) {
            return new Raised(customer, matter, teams, owner, owner + " owns the customer.");
        }
        String because = owner + (away ? " is away" : " is busy");
        Optional<String> standIn = presence.standInFor(owner, teams);
        return new Raised(
                customer,
                matter,
                teams,
                standIn.orElse(null),
                standIn.map(person -> because + ", and " + person + " stands in.")
                        .orElse(because + ", and nobody stands in: whoever is next takes it."));
    }

    /**
     * Somebody saw to it.
     *
     * @throws Refusal where it is not said what was done
     */
    void settled(String number, @Nullable String done, String by) {
        String what = Texts.required("What you did", done, Texts.LONG);
        record.urgent(number, by, "Urgent matter settled by " + by + ".", Map.of("event", "settled"), what);
    }
}
