package io.baton.deadline.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rows;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView.EntryView;
import io.baton.lead.NewLead;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A missed step on its way up the ladder, to each of its ends. */
@BatonTest
class EscalationProcessTest {

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Absentees absentees;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Rows rows;

    @AfterEach
    void resetTheClock() {
        absentees.everybodyIsBack();
    }

    @Test
    @Tag("C19")
    void endsAtAPersonWithANameHoweverLongNobodyAnswers() {
        String customer = offeredAndNotAnswered();

        assertThat(rungs(customer)).containsExactly("Whoever has the step is told: dana.");
        assertThat(asked(customer)).isNull();

        climb(customer);
        assertThat(rungs(customer)).endsWith("A manager is asked: max.");
        assertThat(asked(customer).getAssignee()).isEqualTo("max");
        assertThat(asked(customer).getDueDate()).isNotNull();

        for (int rung = 3; rung < 6; rung++) {
            String before = asked(customer).getId();
            climb(customer);
            assertThat(rungs(customer)).hasSize(rung).endsWith("The next manager is asked: max.");
            assertThat(asked(customer).getId()).isNotEqualTo(before);
            assertThat(asked(customer).getAssignee()).isEqualTo("max");
        }
        assertThat(escalations(customer)).isEqualTo("5 max open");
    }

    @Test
    @Tag("C19")
    void movesALeadToTheBackupOfWhoeverHasItAndDoesNotMove() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.newLead();
        tasks.claim(reader.one(customer).nextStep().taskId(), "tom");
        time.moveTo(due(customer).plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(rungs(customer)).containsExactly("Whoever has the step is told: tom.");

        climb(customer);

        assertThat(rungs(customer)).endsWith("The backup gets the step: mia.");
        assertThat(reader.one(customer).nextStep().who().id()).isEqualTo("mia");
        assertThat(reader.journal(customer, null, 1).items().get(0).kind()).isEqualTo("reassigned");
    }

    @Test
    @Tag("C19")
    void tellsWhoStandsInForWhoeverIsAway() {
        String customer = offered();
        Instant due = due(customer);
        absentees.away("dana", 30, "mia");
        // The handoff is not due for long: she has it still, and is away when it is missed.
        time.moveTo(due.plus(Duration.ofMinutes(1)));
        time.work(customer);

        assertThat(rungs(customer)).singleElement().asString().endsWith("is told: mia.");
    }

    @Test
    @Tag("C42")
    void isOverWhenTheStepIsDone() {
        String customer = offeredAndNotAnswered();
        climb(customer);

        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));

        assertThat(asked(customer)).isNull();
        assertThat(running(customer)).isZero();
        assertThat(escalations(customer)).isEqualTo("2 max STEP_DONE");
    }

    @Test
    void isOverWhenTheStepIsDoneBeforeItsFirstRung() {
        String customer = offered();
        time.moveTo(due(customer).plus(Duration.ofMinutes(1)));
        time.fireDueTimers(customer);

        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));
        time.work(customer);

        assertThat(running(customer)).isZero();
        assertThat(rungs(customer)).isEmpty();
        assertThat(escalations(customer)).isEqualTo("0 null STEP_DONE");
    }

    @Test
    @Tag("C18")
    @Tag("C37")
    void asksAManagerWhenTheDecisionDatePassesWithoutAWord() {
        String customer = walk.proposedCustomer();
        // The follow-up is not due for long: only the day of the decision passes.
        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", walk.inDays(60), "decisionOn", walk.inDays(8)));

        time.moveTo(Instant.parse(walk.inDays(8) + "T12:00:00Z"));
        time.work(customer);
        assertThat(asked(customer)).isNull();
        time.forward(Duration.ofDays(4));
        time.work(customer);

        assertThat(asked(customer).getAssignee()).isEqualTo("max");
        assertThat(rungs(customer)).endsWith("A manager is asked: the deal is stalled: max.");
        assertThatThrownBy(() -> walk.complete(customer, "Get decision", "tom", Map.of("decision", "open")))
                .hasMessageContaining("that is over: give the new date");
        walk.complete(customer, "Get decision", "tom", Map.of("decision", "open", "decisionOn", walk.inDays(20)));
        assertThat(running(customer)).isZero();
        assertThat(escalations(customer)).isEqualTo("1 max STEP_DONE");
    }

    @Test
    @Tag("C17")
    void asksAManagerAtOnceAboutAnAccountOfHighValueAndADatePromised() {
        String rich = walk.newLead(worth("60000.00"));
        time.moveTo(due(rich).plus(Duration.ofMinutes(1)));
        time.work(rich);
        assertThat(rungs(rich)).containsExactly("A manager is asked: an account of high value waits: max.");

        String promised = walk.proposedCustomer();
        walk.complete(
                promised,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", walk.inDays(3), "decisionOn", walk.inDays(30)));
        time.moveTo(due(promised).plus(Duration.ofMinutes(1)));
        time.work(promised);
        assertThat(rungs(promised)).containsExactly("A manager is asked: a promised date passed: max.");
    }

    @Test
    @Tag("C42")
    void letsTheManagerTakeOverGiveToSomebodyOrSetANewDate() {
        String taken = offeredAndNotAnswered();
        climb(taken);
        walk.complete(taken, "Answer escalation", "max", Map.of("decision", "take-over", "reason", "Dana is full."));
        assertThat(escalations(taken)).isEqualTo("2 max TAKEN_OVER");
        assertThat(reader.one(taken).nextStep().who().id()).isEqualTo("max");
        assertThat(due(taken)).isAfter(time.now());

        String given = offeredAndNotAnswered();
        climb(given);
        walk.complete(
                given,
                "Answer escalation",
                "max",
                Map.of("decision", "reassign", "colleague", "mia", "reason", "Mia knows them."));
        assertThat(escalations(given)).isEqualTo("2 max REASSIGNED");
        assertThat(reader.one(given).nextStep().who().id()).isEqualTo("mia");

        String extended = offeredAndNotAnswered();
        climb(extended);
        LocalDate day = LocalDate.ofInstant(time.now(), ZoneOffset.UTC).plusDays(10);
        walk.complete(
                extended,
                "Answer escalation",
                "max",
                Map.of("decision", "extend", "newDate", day.toString(), "reason", "They are closed this week."));
        assertThat(escalations(extended)).isEqualTo("2 max EXTENDED");
        assertThat(LocalDate.ofInstant(due(extended), ZoneOffset.UTC)).isEqualTo(day);
        assertThat(kinds(extended)).startsWith("escalation");
    }

    @Test
    void canBeMissedAndClimbedOnceMoreAfterTheNewDate() {
        String customer = offeredAndNotAnswered();
        climb(customer);
        walk.complete(customer, "Answer escalation", "max", Map.of("decision", "take-over", "reason", "Mine now."));

        time.moveTo(due(customer).plus(Duration.ofMinutes(1)));
        time.work(customer);

        assertThat(deadlines(customer)).containsExactly("EXTENDED missed", "open missed");
        assertThat(rungs(customer)).endsWith("Whoever has the step is told: max.");
        assertThat(running(customer)).isEqualTo(1);
    }

    @Test
    @Tag("C17")
    void takesADateThatAManagerSetForNoPromiseToTheCustomer() {
        String customer = walk.proposedCustomer();
        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", walk.inDays(3), "decisionOn", walk.inDays(60)));
        time.moveTo(due(customer).plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(rungs(customer)).containsExactly("A manager is asked: a promised date passed: max.");
        walk.complete(
                customer,
                "Answer escalation",
                "max",
                Map.of("decision", "extend", "newDate", walk.inDays(7), "reason", "They are closed this week."));

        time.moveTo(due(customer).plus(Duration.ofMinutes(1)));
        time.work(customer);

        assertThat(rungs(customer)).hasSize(2).endsWith("Whoever has the step is told: tom.");
    }

    @Test
    void refusesAnAnswerWithoutWhatBelongsToIt() {
        String customer = offeredAndNotAnswered();
        climb(customer);
        Instant due = due(customer);

        refused(customer, Map.of("decision", "take-over"), "Reason");
        refused(customer, Map.of("decision", "reassign", "reason", "x"), "Name the person who gets the step");
        refused(
                customer,
                Map.of("decision", "reassign", "colleague", "tom", "reason", "x"),
                "Who gets it: choose one of those that are offered");
        refused(customer, Map.of("decision", "extend", "reason", "x"), "Give the new date");
        refused(customer, Map.of("decision", "extend", "newDate", "2020-01-01", "reason", "x"), "is over: 2020-01-01");

        assertThat(due(customer)).isEqualTo(due);
        assertThat(escalations(customer)).isEqualTo("2 max open");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\" | \"asked\" | \"stays\" | \"1 business day\" | in row 1, the column tells is empty",
                "\"max\" | \"maybe\" | \"stays\" | \"1 business day\" | in row 1, 'maybe' is neither 'told' nor 'asked'",
                "\"max\" | \"asked\" | \"goes\" | \"1 business day\" | in row 1, 'goes' is neither 'stays' nor 'moves'",
                "\"max\" | \"asked\" | \"stays\" | \"30 days before\" | in row 1, '30 days before' counts back",
                "\"max\" | \"asked\" | \"stays\" | \"1 business minute\" | in row 1, '1 business minute' is shorter than",
            })
    void refusesALadderThatCannotBeClimbed(String tells, String answer, String work, String next, String sentence) {
        EditedTable table = new EditedTable("escalation/escalation")
                .row("\"lead\"", "1", "", "", "", tells, answer, work, next, "\"Own\"");

        refused(table.xml(), "escalation.dmn: " + sentence);
    }

    @Test
    void refusesALadderThatEndsInTheAir() {
        refused(
                new EditedTable("escalation/escalation").xml().replace("&gt;= 3", "3"),
                "escalation.dmn: has no row that fits everybody on rung 1000");
    }

    private void refused(String table, String sentence) {
        Map<String, Long> before = rows.counts();
        Rest.Answer answer = modeler.deploy("olga", "escalation.dmn", table);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("message").asText()).contains(sentence);
        assertThat(rows.counts()).isEqualTo(before);
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

    private void refused(String customer, Map<String, Object> answers, String sentence) {
        assertThatThrownBy(() -> walk.complete(customer, "Answer escalation", "max", answers))
                .hasMessageContaining(sentence);
    }

    private String offered() {
        String customer = walk.wonCustomer();
        walk.offer(customer, "tom", "dana");
        return customer;
    }

    /** A handoff that nobody answers to, on the first rung of its ladder. */
    private String offeredAndNotAnswered() {
        String customer = offered();
        time.moveTo(due(customer).plus(Duration.ofMinutes(1)));
        time.work(customer);
        return customer;
    }

    private void climb(String customer) {
        Instant next = jdbc.sql("select next_rung_at from escalation where customer_id = ? and ended_at is null")
                .param(Long.parseLong(customer.substring(2)))
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
        time.moveTo(next.plus(Duration.ofSeconds(1)));
        time.work(customer);
    }

    private Instant due(String customer) {
        return reader.one(customer).nextStep().due();
    }

    private Task asked(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName("Answer escalation")
                .singleResult();
    }

    private long running(String customer) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .processDefinitionKey("escalation")
                .count();
    }

    private List<String> rungs(String customer) {
        return entries(customer).stream()
                .filter(entry -> entry.kind().equals("escalation")
                        && List.of("rung", "moved")
                                .contains(entry.data().get("event").asText()))
                .map(EntryView::text)
                .toList();
    }

    private List<String> kinds(String customer) {
        return reader.journal(customer, null, 3).items().stream()
                .map(EntryView::kind)
                .toList();
    }

    private List<EntryView> entries(String customer) {
        List<EntryView> newestFirst =
                new java.util.ArrayList<>(reader.journal(customer, null, 200).items());
        java.util.Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Of the customer's latest escalation: how far it climbed, who was asked last, what came of it. */
    private String escalations(String customer) {
        return jdbc.sql("""
                        select rung || ' ' || coalesce(handler, 'null') || ' ' || coalesce(outcome, 'open')
                        from escalation where customer_id = ? order by id desc limit 1""")
                .param(Long.parseLong(customer.substring(2)))
                .query(String.class)
                .single();
    }

    private List<String> deadlines(String customer) {
        return jdbc.sql("""
                        select coalesce(ended_as, 'open') || case when breached_at is null then '' else ' missed' end
                        from deadline where customer_id = ? and follow_up = 'handoff-acceptance' order by id""")
                .param(Long.parseLong(customer.substring(2)))
                .query(String.class)
                .list();
    }
}
