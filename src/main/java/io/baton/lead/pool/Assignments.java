package io.baton.lead.pool;

import io.baton.customer.CustomerNumber;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has and had which lead; every question is one query over what an index holds. */
@Component
class Assignments {

    private final JdbcClient jdbc;
    private final EntityManager entities;

    Assignments(JdbcClient jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    /** Lets one transaction at a time decide about a pool. */
    void lockPool(String pool) {
        lock(List.of("lead-pool:" + pool));
    }

    /** Lets one transaction at a time count what these people have; always in the same order. */
    void lockPeople(Collection<String> people) {
        lock(new TreeSet<>(people)
                .stream().map(person -> "lead-person:" + person).toList());
    }

    private void lock(List<String> names) {
        jdbc.sql("""
                        select count(*) from (select pg_advisory_xact_lock(hashtextextended(name, 0))
                                                from unnest(cast(:names as text[])) as n (name)) as locked
                        """)
                .param("names", names.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    void add(String customer, Pool pool, String person, String how, Instant at) {
        // The lead may have arrived a moment ago.
        entities.flush();
        jdbc.sql("""
                        insert into lead_assignment (customer_id, pool, person, how, at)
                        values (:customer, :pool, :person, :how, :at)
                        """)
                .param("customer", CustomerNumber.idOf(customer))
                .param("pool", pool.id())
                .param("person", person)
                .param("how", how)
                .param("at", utc(at))
                .update();
    }

    /** The last person's lead is taken back from them. */
    void takenBack(String customer, Instant at) {
        jdbc.sql("""
                        update lead_assignment set taken_back_at = greatest(at, :at)
                         where id = (select max(id) from lead_assignment where customer_id = :customer)
                        """)
                .param("customer", CustomerNumber.idOf(customer))
                .param("at", utc(at))
                .update();
    }

    /** From whom the lead was taken back, and when last. */
    Map<String, Instant> takenBackFrom(String customer) {
        Map<String, Instant> from = new HashMap<>();
        jdbc.sql("""
                        select person, max(taken_back_at) as at from lead_assignment
                         where customer_id = :customer and taken_back_at is not null group by person
                        """).param("customer", CustomerNumber.idOf(customer)).query(row -> {
            from.put(
                    row.getString("person"),
                    row.getObject("at", OffsetDateTime.class).toInstant());
        });
        return from;
    }

    /** How many leads of the pool each of the people took or got since a moment; who has none is left out. */
    Map<String, Long> since(Pool pool, Collection<String> people, Instant from) {
        return people.isEmpty()
                ? Map.of()
                : counts(jdbc.sql("""
                        select person, count(*) as leads from lead_assignment
                         where pool = :pool and person in (:people) and at >= :from group by person
                        """)
                        .param("pool", pool.id())
                        .param("people", people)
                        .param("from", utc(from)));
    }

    /** How many new leads of the pool each of the people has in hand now; who has none is left out. */
    Map<String, Long> inHand(Pool pool, Collection<String> people) {
        // An owner that was named a moment ago counts too.
        entities.flush();
        // The literals are those of the index that this is read from.
        return people.isEmpty()
                ? Map.of()
                : counts(jdbc.sql("""
                        select c.owner_id as person, count(*) as leads
                          from customer c join lead l on l.customer_id = c.id
                         where c.stage = 'new-lead' and c.owner_type = 'PERSON' and c.owner_id in (:people)
                           and l.pool = :pool
                         group by c.owner_id
                        """).param("pool", pool.id()).param("people", people));
    }

    /**
     * The last turn of each of the people in the pool, the higher the later; who never had one is left out. Turns follow each
     * other as they were written, whatever the clocks of several nodes say.
     */
    Map<String, Long> lastTurns(Pool pool, Collection<String> people) {
        Map<String, Long> last = new HashMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("""
                            select p.person, (select max(a.id) from lead_assignment a
                                               where a.pool = :pool and a.person = p.person) as id
                              from unnest(cast(:people as text[])) as p(person)
                            """)
                    .param("pool", pool.id())
                    .param("people", people.toArray(String[]::new))
                    .query(row -> {
                        long id = row.getLong("id");
                        if (!row.wasNull()) {
                            last.put(row.getString("person"), id);
                        }
                    });
        }
        return last;
    }

    /** The pools in which leads stand now, whether they wait or somebody has them. */
    Set<String> poolsInUse() {
        return jdbc.sql("""
                        select distinct l.pool from lead l join customer c on c.id = l.customer_id
                         where c.stage = 'new-lead'
                        """).query(String.class).set();
    }

    /** Whether a lead waits in the pool for somebody to have it. */
    boolean anyWaits(Pool pool) {
        entities.flush();
        return jdbc.sql("""
                        select exists (select from lead l join customer c on c.id = l.customer_id
                                        where l.pool = :pool and c.stage = 'new-lead' and c.owner_type = 'TEAM')
                        """).param("pool", pool.id()).query(Boolean.class).single();
    }

    /**
     * A lead that waits and was taken back from each of the people who are asked about.
     *
     * @param like another one of the same team, playbook and region, for which the same working time counts
     * @param earliest when the one who gave it up first did so
     */
    record GivenUpByAll(String number, String like, Instant earliest) {}

    /** The leads that wait in the pool and were taken back from each of these people at some time. */
    List<GivenUpByAll> givenUpByAll(Pool pool, Collection<String> people) {
        entities.flush();
        return jdbc.sql("""
                        select c.id, min(c.id) over (partition by c.owner_id, c.playbook, c.region) as alike, given_up.earliest
                          from lead l
                          join customer c on c.id = l.customer_id
                         cross join lateral (
                               select min(last.at) as earliest, count(*) as people
                                 from (select a.person, max(a.taken_back_at) as at from lead_assignment a
                                        where a.customer_id = l.customer_id and a.taken_back_at is not null
                                          and a.person in (:people)
                                        group by a.person) as last) as given_up
                         where l.pool = :pool and l.recycled > 0 and c.stage = 'new-lead' and c.owner_type = 'TEAM'
                           and given_up.people = :all
                        """)
                .param("pool", pool.id())
                .param("people", people)
                .param("all", people.size())
                .query((row, index) -> new GivenUpByAll(
                        CustomerNumber.of(row.getLong("id")),
                        CustomerNumber.of(row.getLong("alike")),
                        row.getObject("earliest", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Holds leads that wait in the pool until the transaction ends, the highest priority first and then the oldest; those
     * that somebody else holds are left to them, and so are those on whose step a person is already, such as a manager.
     *
     * @param but those that are left out
     */
    List<String> holdWaiting(Pool pool, Collection<String> but, int most) {
        entities.flush();
        return jdbc
                .sql("""
                        select c.id from lead l join customer c on c.id = l.customer_id
                         where l.pool = :pool and c.stage = 'new-lead' and c.owner_type = 'TEAM'
                           and c.next_who_type is distinct from 'PERSON'
                           and not exists (select from unnest(cast(:but as bigint[])) as b (id) where b.id = c.id)
                         order by l.priority desc, l.routed_at, c.id limit :most
                           for update of c skip locked
                        """)
                .param("pool", pool.id())
                .param("but", but.stream().map(CustomerNumber::idOf).toArray(Long[]::new))
                .param("most", most)
                .query(Long.class)
                .list()
                .stream()
                .map(CustomerNumber::of)
                .toList();
    }

    /** How many leads wait in the pool. */
    long countWaiting(Pool pool) {
        return jdbc.sql("""
                        select count(*) from lead l join customer c on c.id = l.customer_id
                         where l.pool = :pool and c.stage = 'new-lead' and c.owner_type = 'TEAM'
                        """).param("pool", pool.id()).query(Long.class).single();
    }

    private static Map<String, Long> counts(JdbcClient.StatementSpec query) {
        Map<String, Long> counts = new HashMap<>();
        query.query(row -> {
            counts.put(row.getString("person"), row.getLong("leads"));
        });
        return counts;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
