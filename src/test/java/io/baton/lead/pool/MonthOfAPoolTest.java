package io.baton.lead.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import io.baton.customer.CustomerView;
import io.baton.deadline.BusinessTime;
import io.baton.deadline.Window;
import io.baton.engine.Desk;
import io.baton.lead.NewLead;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A month of two pools, day by day, with three people who do what people do: no lead is forgotten. */
@BatonTest
@Tag("C46")
@Tag("C48")
@Tag("C52")
class MonthOfAPoolTest {

    private static final int DAYS = 31;
    private static final int LEADS = 60;
    private static final int TURNS_IN_HAND = 6;
    private static final int TURNS_PER_DAY = 5;
    private static final int OPEN_IN_HAND = 8;

    /** Tom and two more of sales: Mia, who wears other hats, too, and Ned. */
    private static final List<String> PEOPLE = List.of("tom", "mia", "ned");

    /** What {@code recycle-lead.dmn} says of each pool here: after how many business days what happens. */
    private static final Map<String, Map<String, Integer>> RULES = Map.of(
            "month-turns", Map.of("remind", 2, "take-back", 3, "close", 12),
            "month-open", Map.of("remind", 3, "take-back", 5, "close", 15));

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private TimeMachine time;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Absentees absentees;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private CustomerRecord record;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ManagementService management;

    @Autowired
    private Desk desk;

    @Autowired
    private BusinessTime businessTime;

    @Autowired
    private Pools pools;

    @Autowired
    private io.baton.access.Accounts accounts;

    @Autowired
    private org.camunda.bpm.engine.IdentityService identity;

    @Autowired
    private JdbcClient jdbc;

    private final Random random = new Random(52);
    private final List<String> leads = new ArrayList<>();
    private final Map<String, Integer> acts = new TreeMap<>();

    @AfterEach
    void endTheMonth() {
        for (String lead : leads) {
            Task task = task(lead);
            if (task != null) {
                desk.as("max", () -> desk.assign(task.getId(), "mia"));
                walk.complete(lead, task.getName(), "mia", Map.of("decision", "lost", "lossReason", "other"));
            }
        }
        time.forward(Duration.ofDays(4));
        time.work("month-turns");
        identity.deleteUser("ned");
        absentees.everybodyIsBack();
        modeler.takeBack();
    }

    @Test
    void forgetsNoLeadAndIsFairWhateverPeopleDo() {
        modeler.begin();
        accounts.create("ned", "Ned", "Noor", "ned", List.of("sales"));
        // The Monday before a public holiday, which the team's calendar has from here on.
        time.moveTo(time.now()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .with(LocalTime.of(8, 0))
                .toInstant());
        deploy();
        Map<String, Instant> backAt = new HashMap<>();
        for (int day = 0; day < DAYS; day++) {
            Instant morning = time.now();
            boolean works = time.now().atZone(ZoneOffset.UTC).getDayOfWeek().getValue() < 6;
            for (int i = 0; i < 3 && leads.size() < LEADS && works; i++) {
                leads.add(walk.newLead(arriving()));
            }
            time.moveTo(morning.plus(Duration.ofHours(2)));
            work();
            if (works) {
                PEOPLE.stream().filter(person -> !isAway(backAt, person)).forEach(person -> live(person, backAt));
            }
            time.moveTo(morning.plus(Duration.ofHours(11)));
            work();
            holds("day " + day + " after " + acts);
            time.moveTo(morning.plus(Duration.ofDays(1)));
            work();
        }
        assertThat(acts.keySet()).as(acts.toString()).contains("claim", "touch", "give back", "close", "go away");
        assertThat(recycled()).isPositive();
        assertThat(leads).hasSize(LEADS);
    }

    private NewLead arriving() {
        NewLead lead = Walk.lead("Month " + leads.size());
        return new NewLead(
                lead.company(),
                lead.contact(),
                null,
                null,
                null,
                leads.size() % 2 == 0 ? "event" : "ads",
                null,
                null,
                null,
                null,
                null);
    }

    /** One or two acts a day of a person: most do something about their leads, some do nothing. */
    private void live(String person, Map<String, Instant> backAt) {
        for (int i = 0; i < 2 && !backAt.containsKey(person); i++) {
            List<String> mine = leads.stream()
                    .filter(lead -> open(lead) && owner(lead).equals(person))
                    .toList();
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> claim(person);
                case 3, 4 ->
                    any(mine, lead -> {
                        did("touch");
                        answer(person, lead);
                    });
                case 5 ->
                    any(mine, lead -> {
                        did("give back");
                        desk.as(person, () -> tasks.setAssignee(task(lead).getId(), null));
                        assertThat(owner(lead)).as("given back").isNotEqualTo(person);
                    });
                case 6, 7 ->
                    any(mine, lead -> {
                        did("close");
                        walk.complete(
                                lead,
                                task(lead).getName(),
                                person,
                                Map.of("decision", "lost", "lossReason", random.nextBoolean() ? "price" : "other"));
                    });
                case 8 -> goAway(person, backAt);
                default -> did("nothing");
            }
        }
    }

    private void answer(String person, String lead) {
        Answer answer = rest.post(person, "/api/customers/" + lead + "/touches", "{\"kind\":\"call\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    }

    /** The first that waits of the pool in which people claim; where a rule forbids it, nothing happens. */
    private void claim(String person) {
        leads.stream()
                .filter(lead -> open(lead)
                        && pool(lead).equals("month-open")
                        && owner(lead).equals("sales"))
                .findFirst()
                .ifPresent(lead -> {
                    try {
                        desk.as(person, () -> tasks.claim(task(lead).getId(), person));
                        did("claim");
                        assertThat(owner(lead)).isEqualTo(person);
                    } catch (RuntimeException refused) {
                        did("claim refused");
                        assertThat(owner(lead)).isEqualTo("sales");
                        assertThat(refused).hasMessageFindingMatch("limit|left to others");
                    }
                });
    }

    private void goAway(String person, Map<String, Instant> backAt) {
        if (backAt.size() == PEOPLE.size() - 1 && !backAt.containsKey(person)) {
            return;
        }
        did("go away");
        absentees.away(person, 2, null);
        backAt.put(
                person,
                time.now()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(3)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private boolean isAway(Map<String, Instant> backAt, String person) {
        backAt.values().removeIf(back -> !back.isAfter(time.now()));
        return backAt.containsKey(person);
    }

    private void did(String act) {
        acts.merge(act, 1, Integer::sum);
    }

    private void any(List<String> some, java.util.function.Consumer<String> act) {
        if (!some.isEmpty()) {
            act.accept(some.get(random.nextInt(some.size())));
        }
    }

    /** All that Baton does by itself up to now. */
    private void work() {
        absentees.fireDueTimers();
        List<String> keys = new ArrayList<>(leads);
        keys.add("month-turns");
        List<String> due;
        do {
            due = jdbc.sql("""
                            select j.id_ from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
                             where e.business_key_ in (:keys) and j.suspension_state_ = 1
                               and (j.duedate_ is null or j.duedate_ <= :now) order by j.duedate_ limit 1
                            """)
                    .param("keys", keys)
                    .param("now", java.time.LocalDateTime.ofInstant(time.now(), ZoneOffset.UTC))
                    .query(String.class)
                    .list();
            // One of them may end another.
            due.forEach(management::executeJob);
        } while (!due.isEmpty());
    }

    private void holds(String when) {
        Map<String, Map<String, Integer>> inHand = new HashMap<>();
        for (String lead : leads) {
            if (!open(lead)) {
                continue;
            }
            CustomerView it = reader.one(lead);
            Task task = task(lead);
            assertThat(task).as(when + ": " + lead).isNotNull();
            assertThat(it.nextStep()).as(when + ": " + lead).isNotNull();
            assertThat(jobs(lead)).as(when + ": a timer of " + lead).isPositive();
            if (it.owner().type() == CustomerView.PartyType.PERSON) {
                inHand.computeIfAbsent(pool(lead), pool -> new HashMap<>())
                        .merge(it.owner().id(), 1, Integer::sum);
            } else {
                assertThat(it.owner().id()).isEqualTo("sales");
                assertThat(task.getAssignee()).as(when + ": " + lead).isNull();
            }
            notForgotten(when, lead);
        }
        inHand.getOrDefault("month-turns", Map.of())
                .forEach((person, has) ->
                        assertThat(has).as(when + ": " + person).isLessThanOrEqualTo(TURNS_IN_HAND));
        inHand.getOrDefault("month-open", Map.of())
                .forEach((person, has) ->
                        assertThat(has).as(when + ": " + person).isLessThanOrEqualTo(OPEN_IN_HAND));
        assertThat(mostInADay("month-turns")).as(when).isLessThanOrEqualTo(TURNS_PER_DAY);
        recycledAsOften(when);
        cooldownHeld(when);
        oldestFirst(when);
    }

    /** What the pool's rules want of an idle lead was done on the day it was due. */
    private void notForgotten(String when, String lead) {
        Map<String, Object> row = jdbc.sql(
                        "select pool, greatest(routed_at, touched_at) as silent, taken_at from lead where customer_id = :id")
                .param("id", CustomerNumber.idOf(lead))
                .query()
                .singleRow();
        Map<String, Integer> rules = RULES.get(row.get("pool"));
        Instant silent = ((java.sql.Timestamp) row.get("silent")).toInstant();
        Instant taken = row.get("taken_at") == null ? null : ((java.sql.Timestamp) row.get("taken_at")).toInstant();
        Instant idle = taken != null && taken.isAfter(silent) ? taken : silent;
        assertThat(after(silent, rules.get("close"), lead))
                .as(when + ": " + lead + " is closed in time")
                .isAfter(time.now());
        if (taken != null) {
            assertThat(after(idle, rules.get("take-back"), lead))
                    .as(when + ": " + lead + " is taken back in time")
                    .isAfter(time.now());
        }
        Instant last = jdbc.sql("select max(at) from journal where customer_id = :id and kind in ('owner', 'lead')")
                .param("id", CustomerNumber.idOf(lead))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant reminder = after(last.isAfter(idle) ? last : idle, rules.get("remind"), lead);
        if (!reminder.isAfter(time.now())) {
            assertThat(jdbc.sql(
                                    "select count(*) from journal where customer_id = :id and kind in ('reminder', 'recycled')"
                                            + " and data ->> 'event' in ('remind', 'take-back') and at >= :from")
                            .param("id", CustomerNumber.idOf(lead))
                            .param("from", idle.atOffset(ZoneOffset.UTC))
                            .query(Long.class)
                            .single())
                    .as(when + ": " + lead + " is reminded of")
                    .isPositive();
        }
    }

    private Instant after(Instant from, int days, String lead) {
        return businessTime.after(from, Window.parse(days + " business days"), record.facts(lead));
    }

    private void recycledAsOften(String when) {
        assertThat(jdbc.sql("""
                                select l.customer_id from lead l
                                 where l.pool like 'month-%' and (
                                       l.recycled <> (select count(*) from journal j
                                                       where j.customer_id = l.customer_id and j.kind = 'recycled')
                                    or 1 <> (select count(*) from journal j
                                              where j.customer_id = l.customer_id and j.kind = 'lead'))
                                """).query(Long.class).list()).as(when).isEmpty();
    }

    private long recycled() {
        return jdbc.sql("select sum(recycled) from lead where pool like 'month-%'")
                .query(Long.class)
                .single();
    }

    private void cooldownHeld(String when) {
        jdbc.sql("""
                        select a.customer_id, a.pool, a.person, a.at, b.taken_back_at
                          from lead_assignment a join lead_assignment b
                            on b.customer_id = a.customer_id and b.person = a.person and b.id < a.id
                         where b.taken_back_at is not null and a.pool like 'month-%'
                        """).query(row -> {
            String lead = CustomerNumber.of(row.getLong("customer_id"));
            Instant again = businessTime.after(
                    row.getObject("taken_back_at", OffsetDateTime.class).toInstant(),
                    pools.of(row.getString("pool")).cooldown(),
                    record.facts(lead));
            assertThat(row.getObject("at", OffsetDateTime.class).toInstant())
                    .as(when + ": " + lead + " again to " + row.getString("person"))
                    .isAfterOrEqualTo(again);
        });
    }

    /** Of the leads that nobody gave up yet, none was given before an older one that waits still. */
    private void oldestFirst(String when) {
        assertThat(jdbc.sql("""
                                select count(*) from lead given
                                  join lead_assignment a on a.customer_id = given.customer_id
                                  join lead waits on waits.pool = given.pool and waits.recycled = 0
                                  join customer c on c.id = waits.customer_id and c.stage = 'new-lead' and c.owner_type = 'TEAM'
                                 where given.pool = 'month-turns' and given.priority = waits.priority
                                   and waits.routed_at < given.routed_at and a.at > waits.routed_at
                                   and not exists (select from lead_assignment w where w.customer_id = waits.customer_id)
                                """).query(Long.class).single()).as(when).isZero();
    }

    private long mostInADay(String pool) {
        return jdbc.sql("""
                        select coalesce(max(got), 0) from (select count(*) as got from lead_assignment
                         where pool = :pool group by person, (at at time zone 'UTC')::date) as days
                        """).param("pool", pool).query(Long.class).single();
    }

    private long jobs(String lead) {
        return jdbc.sql("""
                        select count(*) from act_ru_job j join act_ru_task t on t.proc_inst_id_ = j.process_instance_id_
                          join act_ru_execution e on e.id_ = t.proc_inst_id_
                         where e.business_key_ = :lead and j.type_ = 'timer' and j.suspension_state_ = 1
                        """).param("lead", lead).query(Long.class).single();
    }

    private boolean open(String lead) {
        return jdbc.sql("select stage from customer where id = :id")
                .param("id", CustomerNumber.idOf(lead))
                .query(String.class)
                .single()
                .equals("new-lead");
    }

    private String owner(String lead) {
        return jdbc.sql("select owner_id from customer where id = :id")
                .param("id", CustomerNumber.idOf(lead))
                .query(String.class)
                .single();
    }

    private String pool(String lead) {
        return jdbc.sql("select pool from lead where customer_id = :id")
                .param("id", CustomerNumber.idOf(lead))
                .query(String.class)
                .single();
    }

    private Task task(String lead) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(lead)
                .processVariableValueEquals("stage", "new-lead")
                .singleResult();
    }

    private void deploy() {
        deploy(new EditedTable("lead/route-lead")
                .row("\"event\"", "", "", "", "", "", "", "\"month-turns\"", "50")
                .row("\"ads\"", "", "", "", "", "", "", "\"month-open\"", "50"));
        deploy(new EditedTable("lead/lead-pools")
                .row(
                        "\"month-turns\"",
                        "\"Turns\"",
                        "\"sales\"",
                        "\"round-robin\"",
                        "",
                        String.valueOf(TURNS_PER_DAY),
                        String.valueOf(TURNS_IN_HAND),
                        "\"2 business days\"",
                        "\"1 business hour\"")
                .row(
                        "\"month-open\"",
                        "\"Open\"",
                        "\"sales\"",
                        "\"claim\"",
                        "",
                        "",
                        String.valueOf(OPEN_IN_HAND),
                        "\"2 business days\"",
                        "\"1 business hour\""));
        EditedTable recycle = new EditedTable("lead/recycle-lead");
        RULES.forEach((pool, rules) -> rules.forEach((action, days) ->
                recycle.row("\"" + pool + "\"", "", "", "\"" + days + " business days\"", "\"" + action + "\"")));
        deploy(recycle);
        String holiday =
                time.now().atZone(ZoneOffset.UTC).toLocalDate().plusDays(9).toString();
        deploy(new EditedTable("deadline/closing-days")
                .row("", "", "\"" + holiday + "\"", "\"Month holiday\"", "\"closed\""));
    }

    private void deploy(EditedTable table) {
        Answer deployed = modeler.deploy("olga", table.file(), table.xml());
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
    }
}
