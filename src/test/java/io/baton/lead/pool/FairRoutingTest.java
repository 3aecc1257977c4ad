package io.baton.lead.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.BusinessTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ten thousand leads find their people: by turns, by load, by name, and never beyond a limit. */
@BatonTest
@Tag("C47")
class FairRoutingTest {

    private static final int DAYS = 10;
    private static final int A_DAY = 250;
    private static final int AT_ONCE = 25;
    private static final int THREADS = 4;

    /** They join two teams whose own people are away all the time. */
    private static final List<String> AWAY = List.of("dana", "sam", "mia");

    private static final List<String> CALLERS = List.of("ada", "ben", "cleo", "dov", "eva", "finn");

    private static final List<String> CLOSERS = List.of("eva", "finn", "gus", "hana", "ivo");

    private static final String AHEAD = "ahead";

    @Autowired
    private TimeMachine time;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Absentees absentees;

    @Autowired
    private IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Pools pools;

    @Autowired
    private LeadPools leadPools;

    @Autowired
    private LeadRows leads;

    @Autowired
    private FreeHands hands;

    @Autowired
    private Assignments assignments;

    @Autowired
    private WaitingLeads waitingLeads;

    @Autowired
    private CustomerRecord record;

    @Autowired
    private BusinessTime businessTime;

    private final Random random = new Random(47);

    @BeforeEach
    void hireTwoTeams() {
        modeler.begin();
        time.moveTo(time.now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .with(LocalTime.of(9, 30))
                .toInstant());
        AWAY.forEach(this::goesAway);
        hire("delivery", CALLERS);
        hire("support", CLOSERS);
    }

    @AfterEach
    void letThemGo() {
        jdbc.sql("""
                        update customer set stage = 'lost'
                         where stage = 'new-lead' and id in (select customer_id from lead where pool like 'fair-%')
                        """).update();
        CALLERS.forEach(identity::deleteUser);
        CLOSERS.forEach(identity::deleteUser);
        modeler.takeBack();
        absentees.everybodyIsBack();
    }

    @Test
    void isFairOverTenThousandLeadsAndAlwaysWithinEveryLimit() throws Exception {
        pools(
                List.of("fair-turns", "delivery", "round-robin", "", "", "", ""),
                List.of("fair-capped", "delivery", "round-robin", "", "40", "60", "2 business days"),
                List.of("fair-busy", "support", "least-busy", "", "", "200", "3 business days"),
                List.of("fair-named", "support", "named", "ivo", "35", "", ""));
        jdbc.sql("insert into team_member (person, capacity) values ('cleo', 420), ('hana', 150)")
                .update();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Map<String, Long> turns = new TreeMap<>();
        try {
            for (int day = 0; day < DAYS; day++) {
                List<String> away = awayOn(day);
                letSomeGo();
                takeSomeBack("fair-capped", 12);
                takeSomeBack("fair-busy", 12);
                List.of("fair-turns", "fair-capped", "fair-busy", "fair-named").forEach(this::arrive);
                long before = lastAssignment();

                giveAllAtOnce(threads);

                staysWithinLimits(before, away);
                nobodyGotOneTooSoon(before);
                nothingWaitsThatSomebodyMayHave();
                theTurnCameInOrder(before, "fair-named");
                theLeastBusyCameFirst(before, away);
                counts("fair-turns", before).forEach((person, got) -> turns.merge(person, got, Long::sum));
                assertThat(spread(counts("fair-turns", before), away))
                        .as("day " + day)
                        .isLessThanOrEqualTo(1);
                time.forward(Duration.ofDays(day % 5 == 4 ? 3 : 1));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(turns.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(DAYS * A_DAY);
        assertThat(Math.abs(turns.get("ben") - turns.get("dov")))
                .as("the two who were never away: " + turns)
                .isLessThanOrEqualTo(1);
        assertThat(jdbc.sql("select count(*) from lead where pool like 'fair-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(4L * DAYS * A_DAY);
    }

    @Test
    void goesRoundInOrderWhereTheClocksOfNodesDiffer() {
        pools(List.of("fair-" + AHEAD, "support", "round-robin", "", "", "", ""));
        arrive("fair-" + AHEAD, 15);
        give("fair-" + AHEAD, 5);
        Instant now = time.now();
        time.forward(Duration.ofHours(1));
        give("fair-" + AHEAD, 3);
        time.reset();
        time.moveTo(now);

        give("fair-" + AHEAD, 7);

        assertThat(counts("fair-" + AHEAD, 0))
                .hasSize(5)
                .allSatisfy((person, got) -> assertThat(got).isEqualTo(3));
    }

    @Test
    @Tag("C46")
    void findsTheLeadsThatSomebodyMayHaveHoweverManyStandBeforeThem() {
        pools(List.of("fair-queue", "support", "round-robin", "", "", "", "5 business days"));
        CLOSERS.subList(0, 3).forEach(this::goesAway);
        arrive("fair-queue", 240);
        jdbc.sql("""
                        insert into lead_assignment (customer_id, pool, person, how, at, taken_back_at)
                        select customer_id, pool, p, 'assigned', :at, :at
                          from lead, unnest(array['hana', 'ivo']) p
                         where pool = 'fair-queue' and customer_id in
                               (select customer_id from lead where pool = 'fair-queue'
                                 order by priority desc, routed_at, customer_id limit 220)
                        """).param("at", utc(time.now())).update();
        jdbc.sql("update lead set recycled = 1 where customer_id in (select customer_id from lead_assignment"
                        + " where pool = 'fair-queue')")
                .update();

        WaitingLeads.Left left = waitingLeads.dispatch("fair-queue", "baton");

        assertThat(left.leadsWait()).isTrue();
        assertThat(counts("fair-queue", "and taken_back_at is null")).isEqualTo(Map.of("hana", 10L, "ivo", 10L));
        time.forward(Duration.ofDays(8));
        AWAY.forEach(this::goesAway);
        CLOSERS.subList(0, 3).forEach(this::goesAway);
        waitingLeads.dispatch("fair-queue", "baton");
        assertThat(counts("fair-queue", "and taken_back_at is null")).isEqualTo(Map.of("hana", 35L, "ivo", 35L));
    }

    /** Everybody's leads at once, from several threads, as several nodes do it. */
    private void giveAllAtOnce(ExecutorService threads) throws Exception {
        List<String> order = new ArrayList<>(List.of("fair-turns", "fair-capped", "fair-busy", "fair-named"));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Collections.rotate(order, 1);
            List<String> mine = List.copyOf(order);
            all.add(threads.submit(() -> {
                for (String pool : mine) {
                    int given;
                    do {
                        given = give(pool, AT_ONCE);
                    } while (given > 0);
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private int give(String id, int most) {
        Integer given = transaction.execute(status -> {
            Pool pool = pools.of(id);
            assignments.lockPool(id);
            List<String> free = hands.free(pool);
            if (free.isEmpty()) {
                return 0;
            }
            int count = 0;
            for (String number : assignments.holdWaiting(pool, hands.notYetFor(pool, free), most)) {
                Lead lead = leads.findById(CustomerNumber.idOf(number)).orElseThrow();
                count += leadPools.assign(number, lead, pool, "baton") ? 1 : 0;
            }
            return count;
        });
        return given == null ? 0 : given;
    }

    private void staysWithinLimits(long before, List<String> away) {
        assertThat(counts("fair-capped", before).values()).allMatch(got -> got <= 40);
        assertThat(counts("fair-named", before).keySet()).isSubsetOf("ivo");
        assertThat(counts("fair-named", before).values()).allMatch(got -> got <= 35);
        assertThat(inHand("fair-capped").values()).allMatch(has -> has <= 60);
        assertThat(inHand("fair-busy").values()).allMatch(has -> has <= 200);
        assertThat(inHand("fair-%").getOrDefault("cleo", 0L)).isLessThanOrEqualTo(420);
        assertThat(inHand("fair-%").getOrDefault("hana", 0L)).isLessThanOrEqualTo(150);
        assertThat(counts("fair-%", before)).doesNotContainKeys(away.toArray(String[]::new));
    }

    private void nobodyGotOneTooSoon(long before) {
        jdbc.sql("""
                        select a.customer_id, a.pool, a.at, b.taken_back_at
                          from lead_assignment a join lead_assignment b
                            on b.customer_id = a.customer_id and b.person = a.person and b.id < a.id
                         where a.id > :before and b.taken_back_at is not null
                        """).param("before", before).query(row -> {
            Instant again = businessTime.after(
                    row.getObject("taken_back_at", OffsetDateTime.class).toInstant(),
                    pools.of(row.getString("pool")).cooldown(),
                    record.facts(CustomerNumber.of(row.getLong("customer_id"))));
            assertThat(row.getObject("at", OffsetDateTime.class).toInstant()).isAfterOrEqualTo(again);
        });
    }

    /** Of each pool the first that waits, and one in the middle: whoever could have it would have got it. */
    private void nothingWaitsThatSomebodyMayHave() {
        for (String id : List.of("fair-turns", "fair-capped", "fair-busy", "fair-named")) {
            transaction.executeWithoutResult(status -> {
                Pool pool = pools.of(id);
                List<String> waiting = assignments.holdWaiting(pool, List.of(), 10_000);
                for (int i = 0; i < waiting.size(); i += Math.max(1, waiting.size() / 10)) {
                    assertThat(hands.next(pool, record.facts(waiting.get(i))))
                            .as(id + " " + waiting.get(i))
                            .isEmpty();
                }
            });
        }
    }

    private void theTurnCameInOrder(long before, String pool) {
        assertThat(jdbc.sql("""
                                select count(*) from lead given
                                  join lead_assignment a on a.customer_id = given.customer_id and a.id > :before
                                  join lead waits on waits.pool = given.pool
                                  join customer c on c.id = waits.customer_id and c.stage = 'new-lead'
                                       and c.owner_type = 'TEAM'
                                 where given.pool = :pool
                                   and (waits.priority, given.routed_at) > (given.priority, waits.routed_at)
                                """)
                        .param("before", before)
                        .param("pool", pool)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Nobody got one while somebody had two fewer and could have had it all day. */
    private void theLeastBusyCameFirst(long before, List<String> away) {
        Map<String, Long> has = inHand("fair-busy");
        List<String> couldHaveMore = CLOSERS.stream()
                .filter(person -> !away.contains(person) && has.getOrDefault(person, 0L) < 200)
                .filter(person -> !person.equals("hana") || inHand("fair-%").getOrDefault("hana", 0L) < 150)
                .toList();
        counts("fair-busy", before)
                .keySet()
                .forEach(got -> couldHaveMore.forEach(other -> assertThat(has.get(got))
                        .as(got + " and " + other + " of " + has)
                        .isLessThanOrEqualTo(has.getOrDefault(other, 0L) + 1)));
    }

    private static long spread(Map<String, Long> got, List<String> away) {
        List<Long> ofThoseHere = CALLERS.stream()
                .filter(person -> !away.contains(person) && !person.equals("cleo"))
                .map(person -> got.getOrDefault(person, 0L))
                .toList();
        return Collections.max(ofThoseHere) - Collections.min(ofThoseHere);
    }

    /** One of the callers and one of the closers; Ben, Dov and Gus never are. */
    private List<String> awayOn(int day) {
        List<String> away = List.of(
                List.of("ada", "cleo", "eva").get(day % 3),
                List.of("hana", "finn", "ivo", "eva").get(day % 4));
        jdbc.sql("update absence set cancelled_at = planned_at, cancelled_by = 'test' where cancelled_at is null")
                .update();
        AWAY.forEach(this::goesAway);
        away.stream().distinct().forEach(this::goesAway);
        return away;
    }

    private void goesAway(String person) {
        jdbc.sql("""
                        insert into absence (person, from_at, until_at, planned_by, planned_at, instance_id)
                        values (:person, :from, :until, 'test', :from, gen_random_uuid())
                        """)
                .param("person", person)
                .param("from", utc(time.now().minusSeconds(60)))
                .param("until", utc(time.now().plus(Duration.ofDays(7))))
                .update();
    }

    /** Six of ten are qualified or lost before the next day. */
    private void letSomeGo() {
        jdbc.sql("""
                        update customer set stage = 'lost'
                         where stage = 'new-lead' and owner_type = 'PERSON' and id % 10 < 6
                           and id in (select customer_id from lead where pool like 'fair-%')
                        """).update();
    }

    private void takeSomeBack(String pool, int most) {
        List<Long> some = jdbc.sql("""
                        select c.id from customer c join lead l on l.customer_id = c.id
                         where l.pool = :pool and c.stage = 'new-lead' and c.owner_type = 'PERSON' order by c.id
                        """).param("pool", pool).query(Long.class).list();
        List<Long> chosen = new ArrayList<>(some);
        Collections.shuffle(chosen, random);
        transaction.executeWithoutResult(status -> chosen.stream()
                .limit(most)
                .map(CustomerNumber::of)
                .forEach(number -> {
                    assignments.takenBack(number, time.now());
                    leads.findById(CustomerNumber.idOf(number)).orElseThrow().takenBack();
                    record.assign(
                            number, io.baton.customer.Party.team(pools.of(pool).team()), "baton");
                }));
    }

    private void arrive(String pool) {
        arrive(pool, A_DAY);
    }

    private void arrive(String pool, int many) {
        jdbc.sql("""
                        with arrived as (
                            insert into customer (id, version, company, company_key, playbook, stage, stage_since,
                                                  owner_type, owner_id, source, created_at)
                            select nextval('customer_number'), 0, 'Fair ' || n, 'fair ' || n, 'standard', 'new-lead', :now,
                                   'TEAM', :team, 'event', :now from generate_series(1, :many) n returning id),
                        known as (
                            insert into contact (id, customer_id, is_primary, name, name_key, email)
                            select -id, id, true, 'Fay', 'fay', 'fay@f' || id || '.example' from arrived)
                        insert into lead (customer_id, pool, priority, validity, routed_at, idle_done)
                        select id, :pool, 10 * (id % 3), 'valid', :now - id % 100 * interval '1 second', :now from arrived
                        """)
                .param("now", utc(time.now()))
                .param("team", pools.of(pool).team())
                .param("pool", pool)
                .param("many", many)
                .update();
    }

    private long lastAssignment() {
        return jdbc.sql("select coalesce(max(id), 0) from lead_assignment")
                .query(Long.class)
                .single();
    }

    private Map<String, Long> counts(String pool, long after) {
        return counts(pool, "and id > " + after);
    }

    private Map<String, Long> counts(String pool, String and) {
        return people(
                "select person, count(*) as leads from lead_assignment where pool like :pool " + and + " group by 1",
                pool);
    }

    private Map<String, Long> inHand(String pool) {
        return people("""
                select c.owner_id as person, count(*) as leads from customer c join lead l on l.customer_id = c.id
                 where c.stage = 'new-lead' and c.owner_type = 'PERSON' and l.pool like :pool group by 1
                """, pool);
    }

    private Map<String, Long> people(String query, String pool) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(query).param("pool", pool).query(row -> {
            counts.put(row.getString("person"), row.getLong("leads"));
        });
        return counts;
    }

    /** Each is id, team, mode, person, per day, in hand, cooldown. */
    @SafeVarargs
    private void pools(List<String>... rows) {
        EditedTable table = new EditedTable("lead/lead-pools");
        for (List<String> row : rows) {
            table.row(
                    text(row.get(0)),
                    text(row.get(0)),
                    text(row.get(1)),
                    text(row.get(2)),
                    text(row.get(3)),
                    row.get(4),
                    row.get(5),
                    text(row.get(6)),
                    text("1 business hour"));
        }
        Answer deployed = modeler.deploy("olga", table.file(), table.xml());
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
    }

    private static String text(String cell) {
        return cell.isEmpty() ? "" : "\"" + cell + "\"";
    }

    private void hire(String team, List<String> people) {
        for (String person : people) {
            if (identity.createUserQuery().userId(person).count() == 0) {
                identity.saveUser(identity.newUser(person));
            }
            identity.createMembership(person, team);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
