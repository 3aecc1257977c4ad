package io.baton.lead.pool;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.engine.TeamZone;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts in whose numbers the leads of a pool are. Only what cannot change any more is counted: who took or got a lead and
 * when, and what the journal says. A lead counts as new once, for the first who ever had it.
 */
@Service
@Transactional(readOnly = true)
class LeadNumbers {

    /** So that one call never counts all that ever was. */
    private static final int MOST_DAYS = 400;

    private static final String TURNS = """
            with given as (
                select id, customer_id, person, at, taken_back_at from lead_assignment
                 where pool = :pool and at >= :from and at < :to and (:person::text is null or person = :person)
            )
            select g.person,
                   count(*) filter (where not before.had) as new_leads,
                   count(*) filter (where before.had) as again,
                   count(*) filter (where exists (
                       select from deadline d
                        where d.customer_id = g.customer_id and d.follow_up = 'first-response'
                          and d.ended_as = 'DONE' and d.breached_at is null and d.ended_at >= g.at
                          and d.ended_at < least(coalesce(g.taken_back_at, 'infinity'), coalesce(after.at, 'infinity'))))
                       as in_time
              from given g
             cross join lateral (select exists (select from lead_assignment b
                                                 where b.customer_id = g.customer_id and b.id < g.id) as had) before
             cross join lateral (select min(n.at) as at from lead_assignment n
                                  where n.customer_id = g.customer_id and n.id > g.id) after
             group by g.person
            """;

    /** What a lead came to, and who had it at that moment, or first since it was routed. The kinds are those of the index. */
    private static final String OUTCOMES = """
            select credited.person,
                   count(*) filter (where j.kind = 'stage') as qualified,
                   count(*) filter (where j.kind = 'closed') as lost
              from journal j
              join lead l on l.customer_id = j.customer_id and l.pool = :pool
             cross join lateral (%s) credited
             where j.at >= :from and j.at < :to
               and j.kind in ('stage', 'closed', 'recycled')
               and (j.kind = 'stage' and j.data ->> 'from' = 'new-lead' and j.data ->> 'to' <> 'new-lead'
                    or j.kind = 'closed' and j.data ->> 'to' = 'lost')
               and (:person::text is null or credited.person = :person)
             group by credited.person
            """;

    private static final String OWNER = """
            select case when o.data -> 'to' ->> 'type' = 'person' then o.data -> 'to' ->> 'id' end as person
              from journal o
             where o.customer_id = j.customer_id and o.kind = 'owner' and o.id < j.id
             order by o.id desc limit 1""";

    private static final String FIRST_OWNER = """
            select a.person from lead_assignment a
             where a.customer_id = j.customer_id and a.at <= j.at
               and (j.at < l.routed_at or a.at >= l.routed_at)
             order by a.id limit 1""";

    private static final String TAKEN_BACK = """
            select j.data ->> 'from' as person, coalesce(j.data ->> 'idle', '') as after, count(*) as leads
              from journal j
             where j.at >= :from and j.at < :to and j.kind in ('stage', 'closed', 'recycled')
               and j.kind = 'recycled' and j.data ->> 'pool' = :pool
               and (:person::text is null or j.data ->> 'from' = :person)
             group by 1, 2
            """;

    private final Pools pools;
    private final JdbcClient jdbc;
    private final TeamZone zone;

    LeadNumbers(Pools pools, JdbcClient jdbc, TeamZone zone) {
        this.pools = pools;
        this.jdbc = jdbc;
        this.zone = zone;
    }

    /** What is added up for one person. */
    private static final class Sum {
        private long newLeads;
        private long again;
        private long inTime;
        private long qualified;
        private long lost;
        private long takenBack;
        private final Map<String, Long> takenBackAfter = new TreeMap<>();
    }

    /**
     * The numbers of a period, from the beginning of one day up to the beginning of another, in the team's time zone.
     *
     * @param person whose numbers, or null for everybody's
     * @throws Refusal where there is no such pool, or the period is none; says what to give
     */
    PoolNumbers of(String id, @Nullable String from, @Nullable String to, @Nullable String person) {
        FieldChecks check = new FieldChecks();
        LocalDate first = day("from", from, check);
        LocalDate end = day("to", to, check);
        if (first != null && end != null && (!end.isAfter(first) || end.isAfter(first.plusDays(MOST_DAYS)))) {
            check.wrong("to", "must be a day after 'from', by no more than " + MOST_DAYS + " days");
        }
        check.refuseIfWrong();
        Pool pool = pools.all().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no pool '" + id + "'."));
        Map<String, Sum> sums = new TreeMap<>();
        ask(TURNS, pool, first, end, person).query(row -> {
            Sum sum = sums.computeIfAbsent(row.getString("person"), it -> new Sum());
            sum.newLeads = row.getLong("new_leads");
            sum.again = row.getLong("again");
            sum.inTime = row.getLong("in_time");
        });
        boolean toTheFirst = pool.countsFor().equals(Pool.FIRST_OWNER);
        ask(OUTCOMES.formatted(toTheFirst ? FIRST_OWNER : OWNER), pool, first, end, person)
                .query(row -> {
                    // What was decided while the pool had it is nobody's.
                    if (row.getString("person") != null) {
                        Sum sum = sums.computeIfAbsent(row.getString("person"), it -> new Sum());
                        sum.qualified = row.getLong("qualified");
                        sum.lost = row.getLong("lost");
                    }
                });
        ask(TAKEN_BACK, pool, first, end, person).query(row -> {
            Sum sum = sums.computeIfAbsent(row.getString("person"), it -> new Sum());
            sum.takenBack += row.getLong("leads");
            sum.takenBackAfter.put(row.getString("after"), row.getLong("leads"));
        });
        List<PoolNumbers.Person> people = new ArrayList<>();
        sums.forEach((who, sum) -> people.add(new PoolNumbers.Person(
                who, sum.newLeads, sum.again, sum.inTime, sum.qualified, sum.lost, sum.takenBack, sum.takenBackAfter)));
        return new PoolNumbers(pool.id(), first, end, pool.countsFor(), people);
    }

    private static @Nullable LocalDate day(String field, @Nullable String text, FieldChecks check) {
        try {
            LocalDate day = text == null ? null : LocalDate.parse(text);
            if (day != null && day.getYear() >= 1970 && day.getYear() < 10_000) {
                return day;
            }
        } catch (DateTimeException e) {
            // Told below, as where it is missing.
        }
        check.wrong(field, "must be a date such as 2026-03-31");
        return null;
    }

    private JdbcClient.StatementSpec ask(
            String question, Pool pool, LocalDate from, LocalDate to, @Nullable String person) {
        return jdbc.sql(question)
                .param("pool", pool.id())
                .param("from", start(from))
                .param("to", start(to))
                .param("person", person, java.sql.Types.VARCHAR);
    }

    private OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(zone.id()).toInstant().atOffset(ZoneOffset.UTC);
    }
}
