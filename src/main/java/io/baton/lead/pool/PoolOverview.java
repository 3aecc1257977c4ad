package io.baton.lead.pool;

import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import io.baton.engine.TeamZone;
import io.baton.team.Presence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts what waits in each pool and what everybody has of it. */
@Service
@Transactional(readOnly = true)
class PoolOverview {

    private final Pools pools;
    private final Assignments assignments;
    private final People people;
    private final Presence presence;

    PoolOverview(Pools pools, Assignments assignments, People people, Presence presence) {
        this.pools = pools;
        this.assignments = assignments;
        this.people = people;
        this.presence = presence;
    }

    /** Every pool of the table, in its order. */
    List<PoolView> all() {
        return pools.all().stream().map(this::view).toList();
    }

    private PoolView view(Pool pool) {
        List<String> team =
                people.wearing(pool.team()).stream().map(Option::value).toList();
        Set<String> away = presence.awayOf(team);
        Map<String, Long> inHand = assignments.inHand(pool, team);
        Map<String, Long> today =
                assignments.since(pool, team, TeamZone.startOfToday().toInstant());
        return new PoolView(
                pool.id(),
                pool.label(),
                pool.team(),
                pool.mode().id(),
                assignments.countWaiting(pool),
                pool.perDay(),
                pool.inHand(),
                team.stream()
                        .map(person -> new PoolView.Hand(
                                person,
                                away.contains(person),
                                inHand.getOrDefault(person, 0L),
                                today.getOrDefault(person, 0L)))
                        .toList());
    }
}
