package io.baton.handoff;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerReader;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says who is to receive a customer: the person whom the table names, or whoever of the team has the fewest in hand. */
@Component
class HandoffReceivers {

    private final HandoffTables tables;
    private final People people;
    private final CustomerReader reader;

    HandoffReceivers(HandoffTables tables, People people, CustomerReader reader) {
        this.tables = tables;
        this.people = people;
        this.reader = reader;
    }

    /** The person, or null where the team has nobody; of several who have as few in hand, the first by name. */
    @Nullable
    String proposed(CustomerFacts customer, String team) {
        String named = tables.receiver(customer.playbook(), team);
        if (named != null && people.wears(named, team)) {
            return named;
        }
        List<String> candidates =
                people.wearing(team).stream().map(Option::value).toList();
        Map<String, Long> inHand = reader.inHand(candidates);
        return candidates.stream()
                .min(Comparator.comparing(person -> inHand.getOrDefault(person, 0L)))
                .orElse(null);
    }
}
