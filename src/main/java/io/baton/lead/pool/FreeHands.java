package io.baton.lead.pool;

import io.baton.api.Refusal;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.BusinessTime;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import io.baton.engine.TeamZone;
import io.baton.team.Presence;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows who of a pool's team can have a lead now: who is here, has room in hand and in the day, and did not have the lead
 * taken away a while ago.
 */
@Component
class FreeHands {

    private final Assignments assignments;
    private final People people;
    private final Presence presence;
    private final CustomerRecord record;
    private final BusinessTime businessTime;
    private final Clock clock;

    FreeHands(
            Assignments assignments,
            People people,
            Presence presence,
            CustomerRecord record,
            BusinessTime businessTime,
            Clock clock) {
        this.assignments = assignments;
        this.people = people;
        this.presence = presence;
        this.record = record;
        this.businessTime = businessTime;
        this.clock = clock;
    }

    /** Who gets the lead by the pool's rules; empty where nobody has a hand free. */
    Optional<String> next(Pool pool, CustomerFacts lead) {
        List<String> free = free(pool, lead, candidates(pool));
        Map<String, Long> turns = assignments.lastTurns(pool, free);
        Comparator<String> longestAgo = Comparator.comparing(person -> turns.getOrDefault(person, 0L));
        if (pool.mode() == Pool.Mode.LEAST_BUSY) {
            Map<String, Long> inHand = assignments.inHand(pool, free);
            Comparator<String> fewest = Comparator.comparing(person -> inHand.getOrDefault(person, 0L));
            return free.stream().min(fewest.thenComparing(longestAgo));
        }
        return free.stream().min(longestAgo);
    }

    /** Who gets leads of the pool by themselves, whether they are free or not. */
    private List<String> candidates(Pool pool) {
        return switch (pool.mode()) {
            case CLAIM -> List.of();
            case NAMED ->
                people.wears(String.valueOf(pool.person()), pool.team())
                        ? List.of(String.valueOf(pool.person()))
                        : List.of();
            default -> people.wearing(pool.team()).stream().map(Option::value).toList();
        };
    }

    /** Who has a hand free for leads of the pool now, though perhaps not for each of them. */
    List<String> free(Pool pool) {
        return free(pool, candidates(pool));
    }

    private List<String> free(Pool pool, CustomerFacts lead, Collection<String> candidates) {
        List<String> free = free(pool, candidates);
        Map<String, Instant> takenBack = assignments.takenBackFrom(lead.number());
        free.removeIf(person -> coolsDown(pool, lead, takenBack.get(person)));
        return free;
    }

    private List<String> free(Pool pool, Collection<String> candidates) {
        List<String> free = new ArrayList<>(candidates);
        if (free.isEmpty()) {
            return free;
        }
        assignments.lockPeople(candidates);
        free.removeAll(presence.awayOf(free));
        free.removeAll(presence.withoutRoomOf(free));
        Integer inHand = pool.inHand();
        if (inHand != null) {
            Map<String, Long> have = assignments.inHand(pool, free);
            free.removeIf(person -> have.getOrDefault(person, 0L) >= inHand);
        }
        Integer perDay = pool.perDay();
        if (perDay != null) {
            Map<String, Long> today = assignments.since(pool, free, startOfDay());
            free.removeIf(person -> today.getOrDefault(person, 0L) >= perDay);
        }
        return free;
    }

    /** The leads that wait in the pool and that none of the people may have again yet. */
    List<String> notYetFor(Pool pool, List<String> hands) {
        if (pool.cooldown() == null) {
            return List.of();
        }
        Map<String, CustomerFacts> alike = new HashMap<>();
        return assignments.givenUpByAll(pool, hands).stream()
                // Of those who gave it up, the first one to do so may have it again first.
                .filter(lead -> coolsDown(pool, alike.computeIfAbsent(lead.like(), record::facts), lead.earliest()))
                .map(Assignments.GivenUpByAll::number)
                .toList();
    }

    /** Whether the person can have the lead now. */
    boolean isFree(Pool pool, CustomerFacts lead, String person) {
        return !free(pool, lead, List.of(person)).isEmpty();
    }

    /**
     * The same, in words. Whoever claims is here, and knows best how much they can carry.
     *
     * @return true
     * @throws Refusal where the person cannot have the lead now; says why and what to do
     */
    boolean requireFree(Pool pool, CustomerFacts lead, String person) {
        assignments.lockPeople(List.of(person));
        Integer inHand = pool.inHand();
        if (inHand != null && assignments.inHand(pool, List.of(person)).getOrDefault(person, 0L) >= inHand) {
            throw Refusal.conflict(
                    "You have %d leads of the pool %s in hand, and that is its limit: qualify, close or give back one first."
                            .formatted(inHand, pool.label()));
        }
        Integer perDay = pool.perDay();
        if (perDay != null
                && assignments.since(pool, List.of(person), startOfDay()).getOrDefault(person, 0L) >= perDay) {
            throw Refusal.conflict("You took %d leads of the pool %s today, and that is its limit: go on tomorrow."
                    .formatted(perDay, pool.label()));
        }
        if (coolsDown(pool, lead, assignments.takenBackFrom(lead.number()).get(person))) {
            throw Refusal.conflict(
                    "%s was taken back from you a while ago: it is left to others for now.".formatted(lead.company()));
        }
        return true;
    }

    private boolean coolsDown(Pool pool, CustomerFacts lead, @Nullable Instant takenBack) {
        return takenBack != null
                && pool.cooldown() != null
                && businessTime.after(takenBack, pool.cooldown(), lead).isAfter(clock.instant());
    }

    private static Instant startOfDay() {
        return TeamZone.startOfToday().toInstant();
    }
}
