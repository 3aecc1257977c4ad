package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.customer.CustomerReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What waits in the middle of something when the application ends goes on in its next run: all of it is in the database.
 * One run goes on with all of it, since a run takes its time.
 */
@BatonTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterRestartTest {

    private static final String RECOMPUTATION = "recompute-deadlines";
    private static final int STEPS = 450;

    @Autowired
    private NextRun nextRun;

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    private String ofWhoIsAway;
    private String escalated;
    private String answering;
    private String silent;
    private String manySteps;
    private Instant left;
    private Instant dueOfTheSilent;
    private int movedBefore;
    private long countedBefore;

    @BeforeAll
    void endInTheMiddleOfEverythingAndStartAgain() throws Exception {
        endRecomputations();
        time.moveTo(friday().atTime(11, 0).toInstant(ZoneOffset.UTC));
        escalated = walk.wonCustomer();
        walk.offer(escalated, "tom", "dana");
        time.moveTo(reader.one(escalated).nextStep().due().plus(Duration.ofMinutes(1)));
        time.work(escalated);
        assertThat(rung(escalated)).isEqualTo(1);
        answering = walk.proposedCustomer();
        pause(answering, 5);
        silent = walk.proposedCustomer();
        pause(silent, 0);
        dueOfTheSilent = due(silent);
        absentees.say("tom", "{\"backup\":\"mia\"}");
        ofWhoIsAway = walk.newLead();
        walk.qualify(ofWhoIsAway, "tom");
        absentees.plan("tom", 1, 13);
        moveOneBatchOfMany();
        deployMeanwhile();
        left = absentees.today().plusDays(1).atTime(0, 1).toInstant(ZoneOffset.UTC);
        time.moveTo(left);

        nextRun.does(GoesOn.class, answering, escalated, silent);
    }

    @AfterAll
    void takeBack() {
        absentees.everybodyIsBack();
        modeler.takeBack();
        endRecomputations();
        jdbc.sql(
                        "update deadline set ended_at = now(), ended_as = 'DROPPED' where task_id like 'none-%' and ended_at is null")
                .update();
    }

    @BeforeEach
    void theTimeOfTheRestart() {
        time.moveTo(left);
    }

    /** What a job executor does, and what a person does who writes down an answer. */
    static final class GoesOn implements NextRun.Work {

        @Override
        public void in(ApplicationContext run, List<String> customers) {
            run.getBean(Walk.class)
                    .start("log-reply", "mia", Map.of("customer", customers.get(0), "reply", "Twelve seats."));
            customers.forEach(run.getBean(TimeMachine.class)::work);
            ManagementService management = run.getBean(ManagementService.class);
            Date now = new Date(run.getBean(TimeMachine.class).now().toEpochMilli() + 1);
            all(
                    management,
                    management
                            .createJobQuery()
                            .processDefinitionKey("absence")
                            .timers()
                            .duedateLowerThan(now));
            JobQuery recomputing = management
                    .createJobQuery()
                    .processDefinitionKey(RECOMPUTATION)
                    .messages();
            while (recomputing.count() > 0) {
                all(management, recomputing);
            }
        }

        private static void all(ManagementService management, JobQuery due) {
            due.list().forEach(job -> management.executeJob(job.getId()));
        }
    }

    @Test
    @Tag("C19")
    void handsOverTheWorkOfWhoIsAwayAndGivesItBackInTheRunAfter() {
        assertThat(assignee(ofWhoIsAway)).isEqualTo("mia");

        walk.complete(ofWhoIsAway, "Send proposal", "mia", Map.of("decision", "sent", "decisionOn", walk.inDays(5)));
        assertThat(assignee(ofWhoIsAway))
                .as("a new task, lent by the run before")
                .isEqualTo("mia");

        time.forward(Duration.ofDays(13));
        absentees.fireDueTimers();
        assertThat(assignee(ofWhoIsAway)).isEqualTo("tom");
    }

    @Test
    @Tag("C19")
    void climbsTheNextRungOfAnEscalation() {
        assertThat(rung(escalated)).isEqualTo(2);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(escalated)
                        .taskName("Answer escalation")
                        .singleResult()
                        .getAssignee())
                .isEqualTo("max");
    }

    @Test
    @Tag("C13")
    void goesOnWithAStepThatWaitedForACustomerWhoAnswersNow() {
        assertThat(pausedUntil(answering)).isEqualTo(left);
        assertThat(waiting(answering)).isZero();
        assertThat(entries(answering)).contains("'Get decision' goes on: the customer answered.");
        assertThat(due(answering)).isEqualTo(dueOfTheSilent);
    }

    @Test
    @Tag("C13")
    void goesOnWithAStepThatWaitedForACustomerWhoDoesNotAnswer() {
        assertThat(waiting(silent)).isZero();
        assertThat(entries(silent)).contains("'Get decision' goes on: the customer did not answer in time.");
        assertThat(due(silent)).isEqualTo(dueOfTheSilent);
    }

    @Test
    @Tag("C16")
    void movesTheBatchesThatWereLeft() {
        assertThat(movedBefore).isBetween(1, STEPS);
        assertThat(moved()).isEqualTo(STEPS + 1);
        assertThat(jdbc.sql(
                                "select count(*) from journal where customer_id = ? and text like 'Due date of%moved from%'")
                        .param(id(manySteps))
                        .query(Integer.class)
                        .single())
                .as("each of them once")
                .isEqualTo(STEPS + 1);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(RECOMPUTATION)
                        .count())
                .isZero();
    }

    @Test
    @Tag("C16")
    void countsByATableThatWasDeployedWhileDatesWereMoved() {
        assertThat(recomputations()).isEqualTo(countedBefore + 1);
        assertThat(jdbc.sql("select versions from counted_tables")
                        .query(String.class)
                        .single())
                .contains(jdbc.sql("select id_ from act_re_decision_def where key_ = 'closing-days'"
                                + " order by version_ desc limit 1")
                        .query(String.class)
                        .single());
    }

    private void moveOneBatchOfMany() {
        manySteps = walk.newLead();
        jdbc.sql("""
                insert into deadline (id, version, customer_id, process_instance_id, activity_id, task_id, follow_up, of_task,
                    what, playbook, stage, value_tier, severity, started_at, counted_from, due_at)
                select nextval('deadline_seq'), 0, d.customer_id, d.process_instance_id, 'Activity_' || n, 'none-' || d.id || n,
                    d.follow_up, false, d.what, d.playbook, d.stage, d.value_tier, d.severity, d.started_at,
                    d.counted_from, d.due_at
                  from deadline d, generate_series(1, :number) n
                 where d.customer_id = :customer and d.of_task and d.ended_at is null
                """).param("number", STEPS).param("customer", id(manySteps)).update();
        deploy(new EditedTable("deadline/follow-up-windows")
                .row(
                        "",
                        "",
                        "",
                        "",
                        "\"first-response\"",
                        "\"3 business days\"",
                        "",
                        "\"1 business day\"",
                        "\"lead\"",
                        "",
                        "\"Ours\""));
        recomputing().forEach(job -> management.executeJob(job.getId()));
        haveThemMoved();
        while (moved() == 0) {
            management.executeJob(recomputing().get(0).getId());
        }
        movedBefore = moved();
    }

    private void deployMeanwhile() {
        deploy(new EditedTable("deadline/closing-days").row("", "", "\"2001-01-01\"", "\"Past\"", "\"closed\""));
        assertThat(openRecomputations()).as("one at a time").hasSize(1);
        countedBefore = recomputations();
    }

    private void deploy(EditedTable table) {
        modeler.begin();
        assertThat(modeler.deploy("olga", table.file(), table.xml()).status()).isEqualTo(200);
    }

    private void haveThemMoved() {
        String id = tasks.createTaskQuery()
                .processDefinitionKey(RECOMPUTATION)
                .singleResult()
                .getId();
        var max = webApp.signIn("max");
        max.post(WebApp.ENGINE + "/task/" + id + "/claim", "{\"userId\":\"max\"}");
        assertThat(max.post(
                                WebApp.ENGINE + "/task/" + id + "/submit-form",
                                "{\"variables\":{\"decision\":{\"value\":\"move\"}}}")
                        .status())
                .isBetween(200, 204);
    }

    private List<Job> recomputing() {
        return management
                .createJobQuery()
                .processDefinitionKey(RECOMPUTATION)
                .messages()
                .list();
    }

    private List<String> openRecomputations() {
        return runtime.createProcessInstanceQuery().processDefinitionKey(RECOMPUTATION).list().stream()
                .map(instance -> instance.getId())
                .toList();
    }

    private void endRecomputations() {
        openRecomputations().forEach(id -> runtime.deleteProcessInstance(id, "the test is over"));
    }

    private long recomputations() {
        return history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(RECOMPUTATION)
                .count();
    }

    /** Of the customer with many steps, those that are due after the longer window. */
    private int moved() {
        return jdbc.sql("select count(*) from deadline where customer_id = ? and ended_at is null"
                        + " and due_at > started_at + interval '2 days'")
                .param(id(manySteps))
                .query(Integer.class)
                .single();
    }

    private void pause(String customer, int days) {
        assertThat(rest.post(
                                "tom",
                                "/api/customers/" + customer + "/pause",
                                "{\"until\": \"%s\", \"reason\": \"They count their seats.\"}"
                                        .formatted(walk.inDays(days)))
                        .status())
                .isEqualTo(200);
    }

    private Instant pausedUntil(String customer) {
        return jdbc.sql("select paused_until from deadline where customer_id = ? and paused_until is not null")
                .param(id(customer))
                .query((row, index) ->
                        row.getObject("paused_until", OffsetDateTime.class).toInstant())
                .single();
    }

    private long waiting(String customer) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .processDefinitionKey("wait-for-customer")
                .count();
    }

    private List<String> entries(String customer) {
        return reader.journal(customer, null, 10).items().stream()
                .map(entry -> entry.text())
                .toList();
    }

    private Instant due(String customer) {
        return reader.one(customer).nextStep().due();
    }

    private int rung(String customer) {
        return jdbc.sql("select rung from escalation where customer_id = ? and ended_at is null")
                .param(id(customer))
                .query(Integer.class)
                .single();
    }

    private String assignee(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getAssignee();
    }

    private LocalDate friday() {
        return LocalDate.ofInstant(time.now(), ZoneOffset.UTC)
                .plusYears(1)
                .withMonth(3)
                .withDayOfMonth(1)
                .with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
    }

    private static long id(String customer) {
        return Long.parseLong(customer.substring(2));
    }
}
