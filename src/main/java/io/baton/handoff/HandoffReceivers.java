package io.baton.handoff;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerReader;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import io.baton.team.Presence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says who is to receive a customer: the person whom the table names, or whoever of the team has the fewest in hand. Who is
 * away is stepped over, and so is who has no room, unless nobody has any.
 */
@Component
class HandoffReceivers {

    private final HandoffTables tables;
    private final People people;
    private final CustomerReader reader;
    private final Presence presence;

    HandoffReceivers(HandoffTables tables, People people, CustomerReader reader, Presence presence) {
        this.tables = tables;
        this.people = people;
        this.reader = reader;
        this.presence = presence;
    }

    /** The person, or null where the team has nobody who is here; of several who have as few in hand, the first by name. */
    @Nullable
    String proposed(CustomerFacts customer, String team) {
        String named = tables.receiver(customer.playbook(), team);
        if (named != null && people.wears(named, team) && !presence.isAway(named) && presence.hasRoom(named)) {
            return named;
        }
        List<String> candidates =
                without(people.wearing(team).stream().map(Option::value).toList(), presence::awayOf);
        List<String> withRoom = without(candidates, presence::withoutRoomOf);
        List<String> best = withRoom.isEmpty() ? candidates : withRoom;
        Map<String, Long> inHand = reader.inHand(best);
        return best.stream()
                .min(Comparator.comparing(person -> inHand.getOrDefault(person, 0L)))
                .orElse(null);
    }

    /** Everybody in the team, with a word about who is away. */
    List<Option> offered(String team) {
        List<Option> everybody = people.wearing(team);
        Set<String> away = presence.awayOf(everybody.stream().map(Option::value).toList());
        return everybody.stream()
                .map(person ->
                        away.contains(person.value()) ? new Option(person.label() + " (away)", person.value()) : person)
                .toList();
    }

    private static List<String> without(List<String> people, Function<List<String>, Set<String>> these) {
        Set<String> left = these.apply(people);
        return people.stream().filter(person -> !left.contains(person)).toList();
    }
}
