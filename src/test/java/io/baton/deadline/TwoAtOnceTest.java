package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Waiting;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two people act on one deadline at the same instant: one wins, the other is told so, and nothing is half written. */
@BatonTest
@Tag("C18")
class TwoAtOnceTest {

    private static final String CHANGED = "Somebody else changed this at the same moment; nothing was written.";

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerRecord record;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Waiting waiting;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void letsACustomerBeWaitedForOnceThoughTwoSayIt() {
        String customer = walk.proposedCustomer();

        List<Answer> answers = both(customer, () -> pause(customer), () -> pause(customer));

        assertThat(answers.get(0).status()).isEqualTo(200);
        refused(answers.get(1), "'Get decision' waits for the customer already.");
        assertThat(pauses(customer)).isEqualTo(1);
        assertThat(running(customer, "wait-for-customer")).isEqualTo(1);
    }

    @Test
    void waitsForNobodyWhereTheStepIsDoneFirst() {
        String customer = walk.proposedCustomer();
        WebApp.Session tom = claimed(customer, "Get decision", "tom");

        List<Answer> answers = both(customer, () -> win(tom, customer), () -> pause(customer));

        assertThat(answers.get(0).status()).isBetween(200, 204);
        refused(answers.get(1), "No step of " + customer + " is open that may wait for the customer.");
        assertThat(pauses(customer)).isZero();
        assertThat(running(customer, "wait-for-customer")).isZero();
        assertThat(reader.one(customer).nextStep().what()).isEqualTo("Write handoff note");
    }

    @Test
    void leavesTheStepOpenWhereItIsPausedFirst() {
        String customer = walk.proposedCustomer();
        WebApp.Session tom = claimed(customer, "Get decision", "tom");
        Task step = task(customer, "Get decision");

        List<Answer> answers = both(customer, () -> pause(customer), () -> win(tom, customer));

        assertThat(answers.get(0).status()).isEqualTo(200);
        refused(answers.get(1), CHANGED);
        assertThat(task(customer, "Get decision").getId()).isEqualTo(step.getId());
        assertThat(pauses(customer)).isEqualTo(1);
        assertThat(reader.one(customer).stage()).isEqualTo("proposal");
        assertThat(win(tom, customer).status()).as("once more").isBetween(200, 204);
        assertThat(running(customer, "wait-for-customer")).isZero();
    }

    @Test
    @Tag("C42")
    void setsNoNewDateWhereTheStepIsDoneFirst() {
        String customer = escalatedHandoff();
        WebApp.Session dana = claimed(customer, "Accept handoff", "dana");
        WebApp.Session max = claimed(customer, "Answer escalation", "max");

        List<Answer> answers = both(customer, () -> accept(dana, customer), () -> extend(max, customer));

        assertThat(answers.get(0).status()).isBetween(200, 204);
        refused(answers.get(1), CHANGED);
        assertThat(escalation(customer)).isEqualTo("STEP_DONE");
        assertThat(reader.one(customer).owner().id()).isEqualTo("dana");
        assertThat(openDeadlines(customer, "handoff-acceptance")).isZero();
    }

    @Test
    @Tag("C42")
    void leavesTheStepOpenWhereItsNewDateIsSetFirst() {
        String customer = escalatedHandoff();
        WebApp.Session dana = claimed(customer, "Accept handoff", "dana");
        WebApp.Session max = claimed(customer, "Answer escalation", "max");

        List<Answer> answers = both(customer, () -> extend(max, customer), () -> accept(dana, customer));

        assertThat(answers.get(0).status()).isBetween(200, 204);
        refused(answers.get(1), CHANGED);
        assertThat(escalation(customer)).isEqualTo("EXTENDED");
        assertThat(reader.one(customer).owner().id()).isEqualTo("tom");
        assertThat(openDeadlines(customer, "handoff-acceptance")).isEqualTo(1);
        assertThat(accept(dana, customer).status()).as("once more").isBetween(200, 204);
        assertThat(reader.one(customer).owner().id()).isEqualTo("dana");
    }

    /** Both come to the customer's row while it is held, the first before the second. */
    private List<Answer> both(String customer, Supplier<Answer> first, Supplier<Answer> second) {
        return transaction
                .execute(status -> {
                    record.lock(customer);
                    var one = CompletableFuture.supplyAsync(first);
                    waiting.untilThereWait(1);
                    var other = CompletableFuture.supplyAsync(second);
                    waiting.untilThereWait(2);
                    return List.of(one, other);
                })
                .stream()
                .map(answer -> answer.orTimeout(1, TimeUnit.MINUTES).join())
                .toList();
    }

    private static void refused(Answer answer, String sentence) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(409);
        assertThat(answer.raw().body()).contains(sentence);
    }

    private Answer pause(String customer) {
        return rest.post(
                "tom",
                "/api/customers/" + customer + "/pause",
                "{\"until\": \"%s\", \"reason\": \"They count their seats.\"}".formatted(walk.inDays(3)));
    }

    private Answer win(WebApp.Session tom, String customer) {
        return submit(
                tom,
                task(customer, "Get decision"),
                "{\"decision\":{\"value\":\"won\"},\"scopeConfirmed\":{\"value\":true},"
                        + "\"paymentTermsConfirmed\":{\"value\":true},\"kickoffOn\":{\"value\":\"%s\"}}"
                                .formatted(walk.inDays(5)));
    }

    private Answer accept(WebApp.Session dana, String customer) {
        return submit(dana, task(customer, "Accept handoff"), "{\"decision\":{\"value\":\"accepted\"}}");
    }

    private Answer extend(WebApp.Session max, String customer) {
        return submit(
                max,
                task(customer, "Answer escalation"),
                "{\"decision\":{\"value\":\"extend\"},\"newDate\":{\"value\":\"%s\"},\"reason\":{\"value\":\"Busy.\"}}"
                        .formatted(walk.inDays(9)));
    }

    private static Answer submit(WebApp.Session person, Task task, String variables) {
        return person.post(
                WebApp.ENGINE + "/task/" + task.getId() + "/submit-form", "{\"variables\":" + variables + "}");
    }

    /** Signed in, and with the task in hand. */
    private WebApp.Session claimed(String customer, String task, String person) {
        WebApp.Session session = webApp.signIn(person);
        Task open = task(customer, task);
        if (open.getAssignee() == null) {
            session.post(WebApp.ENGINE + "/task/" + open.getId() + "/claim", "{\"userId\":\"" + person + "\"}");
        }
        return session;
    }

    /** A handoff that dana does not answer to; a manager is asked. */
    private String escalatedHandoff() {
        String customer = walk.wonCustomer();
        walk.offer(customer, "tom", "dana");
        time.moveTo(reader.one(customer).nextStep().due().plus(Duration.ofMinutes(1)));
        time.work(customer);
        Instant next = jdbc.sql("select next_rung_at from escalation where customer_id = ?")
                .param(id(customer))
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
        time.moveTo(next.plus(Duration.ofMinutes(1)));
        time.work(customer);
        return customer;
    }

    private Task task(String customer, String name) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName(name)
                .singleResult();
    }

    private long running(String customer, String process) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .processDefinitionKey(process)
                .count();
    }

    private int pauses(String customer) {
        return jdbc.sql("select count(*) from deadline_pause p join deadline d on d.id = p.deadline_id"
                        + " where d.customer_id = ?")
                .param(id(customer))
                .query(Integer.class)
                .single();
    }

    private String escalation(String customer) {
        return jdbc.sql("select coalesce(outcome, 'open') from escalation where customer_id = ?")
                .param(id(customer))
                .query(String.class)
                .single();
    }

    private int openDeadlines(String customer, String window) {
        return jdbc.sql("select count(*) from deadline where customer_id = ? and follow_up = ? and ended_at is null")
                .param(id(customer))
                .param(window)
                .query(Integer.class)
                .single();
    }

    private static long id(String customer) {
        return Long.parseLong(customer.substring(2));
    }
}
