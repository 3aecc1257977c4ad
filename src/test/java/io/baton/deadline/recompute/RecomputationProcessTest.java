package io.baton.deadline.recompute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.customer.CustomerReader;
import io.baton.deadline.ChangedDates;
import io.baton.lead.NewLead;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A changed table moves what waits already, all of it together, once a manager has seen what changes. */
@BatonTest
@Tag("C16")
class RecomputationProcessTest {

    private static final String PROCESS = "recompute-deadlines";

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private Recomputation recomputation;

    @Autowired
    private ChangedDates dates;

    @Autowired
    private TransactionTemplate transaction;

    private LocalDate friday;

    @BeforeEach
    void begin() {
        endAll();
        friday = ordinaryFriday();
    }

    @AfterEach
    void takeBack() {
        jdbc.sql("drop trigger if exists deadline_stuck on deadline").update();
        modeler.takeBack();
        endAll();
    }

    @Test
    void movesEverythingTogetherWhenADayIsClosed() {
        String customer = leadAt(friday, 12);
        stands(customer, at(friday.plusDays(3), 12));

        deploy(closing(friday.plusDays(3)));

        assertThat(open()).hasSize(1);
        stands(customer, at(friday.plusDays(3), 12));
        count();
        JsonNode change = change(customer);
        assertThat(change.get("step").asText()).isEqualTo("Qualify lead");
        assertThat(change.get("window").asText()).isEqualTo("first-response");
        assertThat(change.get("due").asText())
                .isEqualTo(at(friday.plusDays(3), 12).toString());
        assertThat(change.get("newDue").asText())
                .isEqualTo(at(friday.plusDays(4), 12).toString());
        stands(customer, at(friday.plusDays(3), 12));

        answer("move");
        work();

        stands(customer, at(friday.plusDays(4), 12));
        assertThat(lastEntry(customer))
                .isEqualTo(
                        "Due date of 'Qualify lead' moved from %s 12:00 to %s 12:00: working hours or windows changed."
                                .formatted(friday.plusDays(3), friday.plusDays(4)));
        assertThat(open()).isEmpty();
    }

    @Test
    void keepsTheDatesWhereTheManagerSaysSo() {
        String customer = leadAt(friday, 12);
        deploy(closing(friday.plusDays(3)));
        count();

        answer("keep");

        assertThat(open()).isEmpty();
        stands(customer, at(friday.plusDays(3), 12));
    }

    @Test
    void showsTheManagerWhatChanges() {
        String customer = leadAt(friday, 12);
        deploy(closing(friday.plusDays(3)));
        count();

        JsonNode form = webApp.signIn("max")
                .get(WebApp.ENGINE + "/task/" + task().getId() + "/form-variables?deserializeValues=false")
                .body();

        assertThat(form.at("/changesHeadline/value").asText()).matches("\\d+ of \\d+ open dates change");
        assertThat(form.at("/changesLines/value").asText())
                .contains("Qualify lead")
                .containsPattern("\\d+ (day|hour|minute)s? (later|earlier)");
        assertThat(change(customer)).isNotNull();
        assertThat(task().getDueDate()).isNotNull();
    }

    @Test
    void asksNobodyWhereNothingChanges() {
        leadAt(friday, 12);
        recompute();
        EditedTable table =
                new EditedTable("deadline/closing-days").row("", "", "\"2001-01-01\"", "\"Past\"", "\"closed\"");

        deploy(table);
        assertThat(open()).hasSize(1);
        work();

        assertThat(open()).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() {
        String customer = leadAt(friday, 12);
        deploy(closing(friday.plusDays(3)));
        recompute();
        long entries = entries();

        assertThat(rest.post("max", "/api/deadlines/recomputation", "{}").status())
                .isEqualTo(202);
        work();

        assertThat(open()).isEmpty();
        assertThat(entries()).isEqualTo(entries);
        assertThat(changes()).isEmpty();
        stands(customer, at(friday.plusDays(4), 12));
    }

    @Test
    void letsOneAtATimeWaitForAnAnswer() {
        leadAt(friday, 12);
        deploy(closing(friday.plusDays(3)));

        Answer again = rest.post("olga", "/api/deadlines/recomputation", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("detail").asText()).startsWith("A recomputation is open already");
        deploy(closing(friday.plusDays(4)));
        assertThat(open()).hasSize(1);
    }

    @Test
    void followsOtherHours() {
        String customer = leadAt(friday, 16);
        stands(customer, at(friday.plusDays(3), 16));

        deploy(calendar("", "Mon-Fri 06:00-14:00"));
        JsonNode change = changeAfterCounting(customer);
        answer("move");
        work();

        stands(customer, Instant.parse(change.get("newDue").asText()));
        assertThat(row(customer, "first-response").due()).isBeforeOrEqualTo(at(friday.plusDays(3), 14));
    }

    @Test
    @Tag("C37")
    void followsAnotherTimeZone() {
        String customer = leadAt(friday, 12);

        deploy(calendar("America/New_York", "Mon-Fri 09:00-17:00"));
        JsonNode change = changeAfterCounting(customer);
        answer("move");
        work();

        Instant due = Instant.parse(change.get("newDue").asText());
        stands(customer, due);
        assertThat(due.atZone(ZoneId.of("America/New_York")).toLocalTime())
                .isBetween(LocalTime.of(9, 0), LocalTime.of(17, 0));
        assertThat(due).isNotEqualTo(at(friday.plusDays(3), 12));
    }

    @Test
    void followsALongerWindow() {
        String customer = leadAt(friday, 12);

        deploy(window("\"first-response\"", "\"3 business days\""));
        recompute();

        stands(customer, at(friday.plusDays(5), 12));
    }

    @Test
    void recordsABreachAtOnceWhereAShorterWindowIsOverAlready() {
        String customer = leadAt(friday, 12);
        time.forward(Duration.ofHours(3));

        deploy(window("\"first-response\"", "\"1 business hour\""));
        recompute();

        stands(customer, at(friday, 13));
        assertThat(time.fireDueTimers(customer)).isEqualTo(1);
        assertThat(row(customer, "first-response").breached()).isTrue();
        assertThat(row(customer, "first-response").owner()).isEqualTo("sales");
    }

    @Test
    void leavesABreachAsItWasRecorded() {
        String customer = leadAt(friday, 12);
        time.moveTo(at(friday.plusDays(3), 13));
        time.fireDueTimers(customer);
        assertThat(row(customer, "first-response").breached()).isTrue();

        deploy(window("\"first-response\"", "\"3 business days\""));

        assertThat(changes())
                .noneSatisfy(change -> assertThat(change.at("/number").asText()).isEqualTo(customer));
        recompute();
        assertThat(row(customer, "first-response").due()).isEqualTo(at(friday.plusDays(3), 12));
    }

    @Test
    void keepsAnAgreedDayAndMovesItsEnd() {
        time.moveTo(at(friday, 10));
        String customer = walk.wonCustomer();
        walk.handOver(customer, "tom", "dana");
        LocalDate day = friday.plusDays(5);
        assertThat(row(customer, "kickoff").due()).isEqualTo(at(day, 17));

        deploy(calendar("", "Mon-Fri 06:00-14:00"));
        recompute();

        stands(customer, at(day, 14));
        assertThat(row(customer, "kickoff").agreedOn()).isEqualTo(day);
    }

    @Test
    void movesTheTimerOfAStageToo() {
        time.moveTo(at(friday, 10));
        String customer = walk.customerInService(100);
        Instant before = renewalReview(customer);
        assertThat(before.atZone(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.of(17, 0));

        deploy(calendar("", "Mon-Fri 06:00-14:00"));
        assertThat(changes()).anySatisfy(change -> {
            assertThat(change.at("/number").asText()).isEqualTo(customer);
            assertThat(change.at("/window").asText()).isEqualTo("renewal-review");
        });
        recompute();

        assertThat(renewalReview(customer)).isEqualTo(before.minus(Duration.ofHours(3)));
    }

    @Test
    @Tag("C15")
    void movesARenewalReviewWithItsWindow() {
        time.moveTo(at(friday, 10));
        String customer = walk.customerInService(100);
        LocalDate renewal = friday.plusDays(100);
        assertThat(day(renewalReview(customer))).isBetween(renewal.minusDays(36), renewal.minusDays(30));

        deploy(window("\"renewal-review\"", "\"45 days before\""));
        recompute();

        assertThat(day(renewalReview(customer))).isBetween(renewal.minusDays(51), renewal.minusDays(45));
    }

    @Test
    @Tag("C15")
    void movesARenewalReviewOffADayThatIsClosed() {
        time.moveTo(at(friday, 10));
        String customer = walk.customerInService(100);
        LocalDate before = day(renewalReview(customer));

        deploy(closing(before));
        recompute();

        assertThat(day(renewalReview(customer))).isBetween(before.minusDays(6), before.minusDays(1));
    }

    @Test
    @Tag("C15")
    void movesATaskThatCountsBackFromADate() {
        String customer = leadAt(friday, 12);
        LocalDate renewal = friday.plusDays(100);
        jdbc.sql("update deadline set follow_up = 'renewal-review', counts_back_from = :renewal"
                        + " where customer_id = :customer and ended_at is null")
                .param("renewal", renewal)
                .param("customer", id(customer))
                .update();

        deploy(window("\"renewal-review\"", "\"45 days before\""));
        recompute();

        assertThat(day(row(customer, "renewal-review").due()))
                .isBetween(renewal.minusDays(51), renewal.minusDays(45))
                .isEqualTo(day(reader.one(customer).nextStep().due()));
    }

    @Test
    @Tag("C19")
    void movesTheNextRungOfAnEscalationWithADayThatIsClosed() {
        String customer = missedLead(Walk.lead("ACME"));
        Instant before = nextRung(customer);
        assertThat(rungTimer(customer)).isEqualTo(before);

        deploy(closing(day(before)));
        count();
        assertThat(changes())
                .filteredOn(change -> change.at("/number").asText().equals(customer))
                .singleElement()
                .satisfies(change -> assertThat(change.at("/step").asText()).isEqualTo("Next rung: Qualify lead"));
        answer("move");
        work();

        assertThat(day(nextRung(customer))).isAfter(day(before));
        assertThat(rungTimer(customer)).isEqualTo(nextRung(customer));
        assertThat(lastEntry(customer)).startsWith("Next rung of an escalation moved from ");
        time.moveTo(before.plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(rung(customer)).as("not yet").isEqualTo(1);
        time.moveTo(nextRung(customer).plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(rung(customer)).isEqualTo(2);
    }

    @Test
    @Tag("C19")
    void movesTheTaskOfWhoeverIsAskedWithTheLadder() {
        String customer = missedLead(worth("60000.00"));
        Instant before = nextRung(customer);
        assertThat(asked(customer).getDueDate().toInstant()).isEqualTo(before);

        deploy(new EditedTable("escalation/escalation")
                .row(
                        "\"lead\"",
                        "1",
                        "",
                        "",
                        "",
                        "\"max\"",
                        "\"asked\"",
                        "\"stays\"",
                        "\"3 business days\"",
                        "\"Ours\""));
        recompute();

        assertThat(nextRung(customer)).isAfter(before);
        assertThat(asked(customer).getDueDate().toInstant()).isEqualTo(nextRung(customer));
        assertThat(rungTimer(customer)).isEqualTo(nextRung(customer));
    }

    @Test
    void countsOnceMoreWhatIsDeployedWhileItCounts() throws Exception {
        String customer = leadAt(friday, 12);
        recompute();
        deploy(new EditedTable("deadline/closing-days").row("", "", "\"2001-01-01\"", "\"Past\"", "\"closed\""));
        Job counting = management
                .createJobQuery()
                .processDefinitionKey(PROCESS)
                .messages()
                .singleResult();
        List<CompletableFuture<Void>> both = new ArrayList<>();

        // Whoever comes to the end of counting, or begins it, waits here: so the table is deployed in between.
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select 1 from (select pg_advisory_xact_lock(:lock)) held")
                    .param("lock", 0x4241544F4E05L)
                    .query(Integer.class)
                    .single();
            both.add(CompletableFuture.runAsync(() -> management.executeJob(counting.getId())));
            waitFor(1);
            both.add(CompletableFuture.runAsync(() -> deploy(closing(friday.plusDays(3)))));
            waitFor(2);
        });
        CompletableFuture.allOf(both.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);

        work();

        assertThat(open()).hasSize(1);
        assertThat(task()).isNotNull();
        assertThat(change(customer).get("newDue").asText())
                .isEqualTo(at(friday.plusDays(4), 12).toString());
    }

    @Test
    void countsAtTheNextStartWhatTheRunBeforeDidNot() {
        leadAt(friday, 12);
        recompute();
        recomputation.started();
        assertThat(open()).as("nothing was deployed").isEmpty();
        deploy(closing(friday.plusDays(3)));
        endAll();

        recomputation.started();
        work();

        assertThat(task()).isNotNull();
        recomputation.started();
        assertThat(open()).as("one is enough").hasSize(1);
    }

    @Test
    void showsTheManagerOnItsOwnWhatWasDeployedAfterCountingWhereTheDatesAreKept() {
        String customer = leadAt(friday, 12);
        deploy(closing(friday.plusDays(3)));
        count();
        deploy(closing(friday.plusDays(4)));

        answer("keep");
        assertThat(open()).hasSize(1);
        work();

        assertThat(task()).isNotNull();
        answer("keep");
        assertThat(open()).isEmpty();
        stands(customer, at(friday.plusDays(3), 12));
    }

    @Test
    void movesTogetherWithTheRestWhatWasDeployedAfterCounting() {
        String customer = leadAt(friday, 12);
        deploy(closing(friday.plusDays(3)));
        count();
        deploy(window("\"first-response\"", "\"3 business days\""));

        answer("move");
        work();

        assertThat(open()).isEmpty();
        // The Monday is closed.
        stands(customer, at(friday.plusDays(6), 12));
        recomputation.started();
        assertThat(open()).isEmpty();
    }

    @Test
    void keepsWhatTheCustomerWasWaitedFor() {
        String customer = leadAt(friday, 12);
        Instant from = at(friday, 13);
        Instant until = at(friday, 15);
        jdbc.sql("""
                with paused as (update deadline set paused_from = :from, paused_until = :until, due_at = :due
                                 where customer_id = :customer and ended_at is null returning id)
                insert into deadline_pause (id, deadline_id, from_at, until_at, reason, by_id)
                select -id, id, :from, :until, 'waits for figures', 'tom' from paused
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("due", at(friday.plusDays(3), 14).atOffset(ZoneOffset.UTC))
                .param("customer", id(customer))
                .update();
        time.moveTo(at(friday, 16));

        deploy(closing(friday.plusDays(3)));
        recompute();

        stands(customer, at(friday.plusDays(4), 14));
    }

    @Test
    void showsTheEarliestOfSeveralTasksAsTheNextStepAfterwards() {
        time.moveTo(at(friday, 10));
        String customer = walk.proposedCustomer();

        deploy(closing(friday.plusDays(3)));
        recompute();

        Instant earliest = tasks.createTaskQuery().processInstanceBusinessKey(customer).list().stream()
                .map(task -> task.getDueDate().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        assertThat(reader.one(customer).nextStep().due()).isEqualTo(earliest);
    }

    @Test
    void goesOnAtTheBatchThatFailed() {
        String customer = leadAt(friday, 12);
        fillUp(customer, 450);
        deploy(closing(friday.plusDays(3)));
        count();
        answer("move");
        int before = notMoved(customer);
        letFail(customer, 300);

        assertThatThrownBy(this::work).hasStackTraceContaining("stuck");

        assertThat(before - notMoved(customer)).isPositive().isLessThanOrEqualTo(300);
        assertThat(open()).hasSize(1);
        long written = entriesOf(customer);
        jdbc.sql("drop trigger deadline_stuck on deadline").update();
        int left = notMoved(customer);
        work();

        assertThat(notMoved(customer)).isZero();
        assertThat(entriesOf(customer) - written).isEqualTo(left);
        assertThat(open()).isEmpty();
        stands(customer, at(friday.plusDays(4), 12));
    }

    @Test
    void movesEachDateOnceThoughTwoMoveAtOnce() {
        List<String> customers = new ArrayList<>(List.of(leadAt(friday, 12)));
        for (int i = 0; i < 12; i++) {
            customers.add(walk.newLead());
        }
        fillUp(customers.get(0), 250);
        deploy(window("\"first-response\"", "\"3 business days\""));
        int toMove = changes().size();
        assertThat(toMove).isGreaterThanOrEqualTo(250 + customers.size());
        long before = movedEntries();

        List<CompletableFuture<Integer>> both = List.of(
                CompletableFuture.supplyAsync(() -> moveAll(7)), CompletableFuture.supplyAsync(() -> moveAll(11)));

        assertThat(both.stream()
                        .mapToInt(one -> one.orTimeout(2, TimeUnit.MINUTES).join())
                        .sum())
                .isEqualTo(toMove);
        assertThat(movedEntries() - before).isEqualTo(toMove);
        assertThat(notMoved(customers.get(0))).isZero();
        customers.subList(1, customers.size()).forEach(customer -> stands(customer, at(friday.plusDays(5), 12)));
    }

    /** As another process on another node does it, batch by batch. */
    private int moveAll(int most) {
        int moved = 0;
        String next = "";
        do {
            ChangedDates.Moved batch = dates.move(next, most, "max");
            moved += batch.moved();
            next = batch.next();
        } while (next != null);
        return moved;
    }

    private long movedEntries() {
        return jdbc.sql("select count(*) from journal where text like '% moved from %'")
                .query(Long.class)
                .single();
    }

    @Test
    void givesTheListPieceByPiece() {
        String customer = leadAt(friday, 12);
        fillUp(customer, 5);
        deploy(closing(friday.plusDays(3)));

        List<JsonNode> pieces = new ArrayList<>();
        String next = null;
        do {
            JsonNode piece = rest.get("olga", "/api/deadlines/changes?size=2" + (next == null ? "" : "&after=" + next))
                    .body();
            assertThat(piece.get("items").size()).isLessThanOrEqualTo(2);
            piece.get("items").forEach(pieces::add);
            next = piece.get("next").isNull() ? null : piece.get("next").asText();
        } while (next != null);

        assertThat(pieces).hasSizeGreaterThanOrEqualTo(6).isEqualTo(changes());
        assertThat(rest.get("olga", "/api/deadlines/changes?after=nowhere").status())
                .isEqualTo(400);
    }

    private record Row(Instant due, LocalDate agreedOn, boolean breached, String owner) {}

    private Row row(String customer, String window) {
        return jdbc.sql("select due_at, agreed_on, breached_at, breach_owner_id from deadline"
                        + " where customer_id = :customer and follow_up = :window and ended_at is null")
                .param("customer", id(customer))
                .param("window", window)
                .query((row, index) -> new Row(
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getObject("agreed_on", LocalDate.class),
                        row.getObject("breached_at") != null,
                        row.getString("breach_owner_id")))
                .single();
    }

    /** The row, the task, its timer and the customer's next step say the same. */
    private void stands(String customer, Instant due) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .active()
                .singleResult();
        assertThat(task.getDueDate().toInstant()).isEqualTo(due);
        assertThat(jdbc.sql("select due_at from deadline where task_id = :task and of_task and ended_at is null")
                        .param("task", task.getId())
                        .query((row, index) ->
                                row.getObject("due_at", OffsetDateTime.class).toInstant())
                        .single())
                .isEqualTo(due);
        assertThat(reader.one(customer).nextStep().due()).isEqualTo(due);
        assertThat(reader.one(customer).nextStep().taskId()).isEqualTo(task.getId());
        List<Instant> fires =
                management.createJobQuery().processInstanceId(task.getProcessInstanceId()).timers().list().stream()
                        // What waits for idle leads has nothing to do with due dates.
                        .filter(job -> management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getJobConfiguration()
                                .contains("deadlines."))
                        .map(Job::getDuedate)
                        .map(java.util.Date::toInstant)
                        .toList();
        assertThat(fires).isNotEmpty().allSatisfy(fire -> assertThat(fire).isBeforeOrEqualTo(due));
        if (due.isAfter(time.now())) {
            assertThat(fires).allSatisfy(fire -> assertThat(fire).isAfter(time.now()));
        }
    }

    private Instant renewalReview(String customer) {
        return management.createJobQuery().timers().processDefinitionKey("customer-care").list().stream()
                .filter(job -> runtime.createProcessInstanceQuery()
                                .processInstanceId(job.getProcessInstanceId())
                                .processInstanceBusinessKey(customer)
                                .count()
                        > 0)
                .filter(job -> management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getJobConfiguration()
                        .contains("'renewal-review'"))
                .map(job -> job.getDuedate().toInstant())
                .findFirst()
                .orElseThrow();
    }

    private String missedLead(NewLead lead) {
        time.moveTo(at(friday, 12));
        String customer = walk.newLead(lead);
        time.moveTo(row(customer, "first-response").due().plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(rung(customer)).isEqualTo(1);
        return customer;
    }

    private static NewLead worth(String amount) {
        NewLead lead = Walk.lead("Large Ltd");
        return new NewLead(
                lead.company(),
                lead.contact(),
                null,
                new NewLead.Money(amount, "EUR"),
                null,
                lead.source(),
                null,
                null,
                null,
                null,
                null);
    }

    private int rung(String customer) {
        return jdbc.sql("select rung from escalation where customer_id = ? and ended_at is null")
                .param(id(customer))
                .query(Integer.class)
                .single();
    }

    private Instant nextRung(String customer) {
        return jdbc.sql("select next_rung_at from escalation where customer_id = ? and ended_at is null")
                .param(id(customer))
                .query((row, index) ->
                        row.getObject("next_rung_at", OffsetDateTime.class).toInstant())
                .single();
    }

    private Instant rungTimer(String customer) {
        return management
                .createJobQuery()
                .timers()
                .processInstanceId(jdbc.sql(
                                "select process_instance_id from escalation where customer_id = ? and ended_at is null")
                        .param(id(customer))
                        .query(String.class)
                        .single())
                .singleResult()
                .getDuedate()
                .toInstant();
    }

    private Task asked(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName("Answer escalation")
                .singleResult();
    }

    /** Until so many wait for the lock of those who count. */
    private void waitFor(int number) {
        await().until(() -> CompletableFuture.supplyAsync(() -> jdbc.sql(
                                        "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                                .query(Integer.class)
                                .single())
                        .get()
                >= number);
    }

    /** More deadlines of the same customer, as if it had as many steps. */
    private void fillUp(String customer, int number) {
        jdbc.sql("""
                insert into deadline (id, version, customer_id, process_instance_id, activity_id, task_id, follow_up, of_task,
                    what, playbook, stage, value_tier, severity, started_at, counted_from, due_at)
                select nextval('deadline_seq'), 0, d.customer_id, d.process_instance_id, 'Activity_' || n, 'none-' || d.id || n,
                    d.follow_up, false, d.what, d.playbook, d.stage, d.value_tier, d.severity, d.started_at,
                    d.counted_from, d.due_at
                  from deadline d, generate_series(1, :number) n
                 where d.customer_id = :customer and d.of_task and d.ended_at is null
                """).param("number", number).param("customer", id(customer)).update();
    }

    private void letFail(String customer, int which) {
        long id = jdbc.sql(
                        "select id from deadline where customer_id = :customer and ended_at is null order by id offset "
                                + which + " limit 1")
                .param("customer", id(customer))
                .query(Long.class)
                .single();
        jdbc.sql("create or replace function deadline_is_stuck() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'stuck'; end $$")
                .update();
        jdbc.sql("create trigger deadline_stuck before update on deadline for each row when (old.id = " + id
                        + ") execute function deadline_is_stuck()")
                .update();
    }

    private int notMoved(String customer) {
        return jdbc.sql(
                        "select count(*) from deadline where customer_id = :customer and ended_at is null and due_at = :due")
                .param("customer", id(customer))
                .param("due", at(friday.plusDays(3), 12).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private long entries() {
        return jdbc.sql("select count(*) from journal").query(Long.class).single();
    }

    private long entriesOf(String customer) {
        return jdbc.sql("select count(*) from journal where customer_id = ?")
                .param(id(customer))
                .query(Long.class)
                .single();
    }

    private String lastEntry(String customer) {
        return reader.journal(customer, null, 1).items().get(0).text();
    }

    private void recompute() {
        if (open().isEmpty()) {
            assertThat(rest.post("max", "/api/deadlines/recomputation", "{}").status())
                    .isEqualTo(202);
        }
        count();
        if (!open().isEmpty()) {
            answer("move");
            work();
        }
        assertThat(open()).isEmpty();
    }

    private void count() {
        work();
    }

    private JsonNode changeAfterCounting(String customer) {
        count();
        return change(customer);
    }

    /** Does what the job executor does. */
    private void work() {
        List<Job> jobs;
        do {
            jobs = management
                    .createJobQuery()
                    .processDefinitionKey(PROCESS)
                    .messages()
                    .list();
            jobs.forEach(job -> management.executeJob(job.getId()));
        } while (!jobs.isEmpty());
    }

    private void answer(String decision) {
        Task task = task();
        var max = webApp.signIn("max");
        max.post(WebApp.ENGINE + "/task/" + task.getId() + "/claim", "{\"userId\":\"max\"}");
        Answer answer = max.post(
                WebApp.ENGINE + "/task/" + task.getId() + "/submit-form",
                "{\"variables\":{\"decision\":{\"value\":\"" + decision + "\"}}}");
        assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 204);
    }

    private Task task() {
        return tasks.createTaskQuery().processDefinitionKey(PROCESS).singleResult();
    }

    private List<String> open() {
        return runtime.createProcessInstanceQuery().processDefinitionKey(PROCESS).list().stream()
                .map(instance -> instance.getId())
                .toList();
    }

    private void endAll() {
        open().forEach(id -> runtime.deleteProcessInstance(id, "the test is over"));
        jdbc.sql(
                        "update deadline set ended_at = now(), ended_as = 'DROPPED' where task_id like 'none-%' and ended_at is null")
                .update();
    }

    private List<JsonNode> changes() {
        List<JsonNode> changes = new ArrayList<>();
        String next = null;
        do {
            JsonNode piece = rest.get("max", "/api/deadlines/changes?size=200" + (next == null ? "" : "&after=" + next))
                    .body();
            piece.get("items").forEach(changes::add);
            next = piece.get("next").isNull() ? null : piece.get("next").asText();
        } while (next != null);
        return changes;
    }

    private JsonNode change(String customer) {
        return changes().stream()
                .filter(change -> change.at("/number").asText().equals(customer))
                .findFirst()
                .orElseThrow();
    }

    private EditedTable closing(LocalDate day) {
        return new EditedTable("deadline/closing-days").row("", "", "\"" + day + "\"", "\"Inventory\"", "\"closed\"");
    }

    private EditedTable calendar(String zone, String hours) {
        return new EditedTable("deadline/business-calendars")
                .row("", "", "\"Ours\"", zone.isEmpty() ? "" : "\"" + zone + "\"", "", "\"" + hours + "\"");
    }

    private EditedTable window(String window, String duration) {
        return new EditedTable("deadline/follow-up-windows")
                .row("", "", "", "", window, duration, "", "\"1 business day\"", "\"lead\"", "", "\"Ours\"");
    }

    private void deploy(EditedTable table) {
        modeler.begin();
        Answer answer = modeler.deploy("olga", table.file(), table.xml());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    private String leadAt(LocalDate day, int hour) {
        time.moveTo(at(day, hour));
        return walk.newLead();
    }

    /** One still to come, with no New Year's Day between it and the Monday a week later. */
    private LocalDate ordinaryFriday() {
        LocalDate next = LocalDate.ofInstant(time.now(), ZoneOffset.UTC)
                .plusDays(2)
                .with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        while (next.getDayOfYear() > 350 || next.getDayOfYear() < 5) {
            next = next.plusWeeks(1);
        }
        return next;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static long id(String customer) {
        return Long.parseLong(customer.substring(2));
    }

    private static Instant at(LocalDate date, int hour) {
        return ZonedDateTime.of(date, LocalTime.of(hour, 0), ZoneOffset.UTC).toInstant();
    }
}
