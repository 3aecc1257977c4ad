package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Waiting for a customer: the clock of the step stands still, and nothing is hidden by it. */
@BatonTest
@Tag("C13")
class DeadlinePausesTest {

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Rows rows;

    @Autowired
    private Deadlines deadlinesHelper;

    private LocalDate friday;
    private String customer;

    @BeforeEach
    void sendAProposalOnAFriday() {
        friday = LocalDate.ofInstant(time.now(), ZoneOffset.UTC)
                .plusYears(1)
                .withMonth(3)
                .withDayOfMonth(1)
                .with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
        time.moveTo(at(friday, 11));
        customer = walk.proposedCustomer();
    }

    @Test
    void standsStillOverAWeekendAndGoesOnWithWhatWasLeftWhenTheTimeIsOver() {
        assertThat(due()).isEqualTo(at(friday.plusDays(7), 11));

        time.moveTo(at(friday, 15));
        pause(friday.plusDays(4), "Their lawyer reads it.");

        // From Friday at three until Tuesday evening: 2 + 8 + 8 hours, in which nothing is asked of us.
        assertThat(due()).isEqualTo(at(friday.plusDays(11), 13));
        assertThat(state()).isEqualTo("paused");
        time.moveTo(at(friday.plusDays(4), 17).plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(state()).isEqualTo("open");
        assertThat(due()).isEqualTo(at(friday.plusDays(11), 13));
        assertThat(waiting()).isZero();
        assertThat(entries()).first().isEqualTo("'Get decision' goes on: the customer did not answer in time.");
    }

    @Test
    void goesOnByItselfWhenTheCustomerAnswers() {
        time.moveTo(at(friday, 15));
        pause(friday.plusDays(4), "Their lawyer reads it.");

        time.moveTo(at(friday.plusDays(3), 10));
        Answer answer = rest.post(
                "integration", "/api/customers/" + customer + "/replies", "{\"text\": \"The lawyer agrees.\"}");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        // Two hours on Friday and one on Monday.
        assertThat(due()).isEqualTo(at(friday.plusDays(7), 14));
        assertThat(state()).isEqualTo("open");
        assertThat(waiting()).isZero();
        assertThat(deadline().at("/pauses/0/until").asText())
                .isEqualTo(at(friday.plusDays(3), 10).toString());
        assertThat(reader.one(customer).lastNote().text()).isEqualTo("The lawyer agrees.");
    }

    @Test
    void isToldAndAnsweredInTheTasklist() {
        walk.start(
                "wait-for-customer",
                "tom",
                Map.of(
                        "customer",
                        customer,
                        "until",
                        friday.plusDays(5).toString(),
                        "reason",
                        "They count their seats."));
        assertThat(state()).isEqualTo("paused");

        walk.start("log-reply", "tom", Map.of("customer", customer, "reply", "Twelve seats."));
        assertThat(state()).isEqualTo("open");
        assertThat(due()).isEqualTo(at(friday.plusDays(7), 11));
    }

    @Test
    void waitsForTheUsualTimeWhereNobodySaysForHowLong() {
        pause(null, "They are away.");

        assertThat(deadline().at("/pauses/0/until").asText())
                .isEqualTo(at(friday.plusDays(7), 11).toString());
    }

    @Test
    void remindsAndIsMissedOnlyAfterTheTimeThatWasAdded() {
        pause(friday.plusDays(4), "Their lawyer reads it.");
        Instant due = due();

        time.moveTo(due.minus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(state()).isEqualTo("open");
        time.moveTo(due.plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(state()).isEqualTo("overdue");
    }

    @Test
    void endsWithTheStep() {
        pause(friday.plusDays(4), "Their lawyer reads it.");
        time.moveTo(at(friday, 16));

        walk.win(customer, "tom");

        assertThat(waiting()).isZero();
        JsonNode won = deadlines().get(1);
        assertThat(won.get("window").asText()).isIn("proposal-follow-up", "decision-date");
        assertThat(all("met")).hasSizeGreaterThanOrEqualTo(1);
        assertThat(pausesOf("proposal-follow-up").at("/0/until").asText())
                .isEqualTo(at(friday, 16).toString());
    }

    @Test
    void hidesNoBreach() {
        time.moveTo(due().plus(Duration.ofMinutes(1)));
        Map<String, Long> before = rows.counts();

        Answer late = post(friday.plusDays(10), "Too late.");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().get("detail").asText())
                .isEqualTo(
                        "'Get decision' is overdue already: waiting would only hide it. A manager can set a new date.");
        assertThat(rows.counts()).isEqualTo(before);
        time.work(customer);
        assertThat(state()).isEqualTo("overdue");
    }

    @Test
    void waitsNoLongerInManyPausesThanInOne() {
        pause(friday.plusDays(7), "Their lawyer reads it.");
        time.moveTo(at(friday.plusDays(7), 11));
        reply("The lawyer agrees.");
        // Five of the ten business days are over, and five go until eleven o'clock on a Friday.
        Map<String, Long> before = rows.counts();
        refused(
                "tom",
                "{\"until\": \"%s\", \"reason\": \"x\"}".formatted(friday.plusDays(14)),
                400,
                "10 business days in all: %s at the latest".formatted(friday.plusDays(13)));
        assertThat(rows.counts()).isEqualTo(before);
        pause(friday.plusDays(13), "Their board meets.");
        time.moveTo(at(friday.plusDays(14), 10));
        time.work(customer);
        assertThat(state()).isEqualTo("open");

        Answer more = post(friday.plusDays(14), "And once more.");

        assertThat(more.status()).isEqualTo(409);
        assertThat(more.body().get("detail").asText())
                .isEqualTo(
                        "'Get decision' has waited for the customer for as long as it may: 10 business days in all.");
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void keepsAnAgreedDayThroughAPauseAndDropsThePauseWithANewDay() {
        LocalDate day = friday.plusDays(10);
        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of("decision", "open", "nextFollowUpOn", day.toString(), "decisionOn", walk.inDays(40)));
        assertThat(due()).isEqualTo(at(day, 17));

        pause(friday.plusDays(4), "Their lawyer reads it.");
        Instant later = due();
        time.moveTo(at(friday.plusDays(3), 10));
        reply("The lawyer agrees.");

        // From Friday at eleven until Monday at ten: seven hours, from the end of the agreed day on.
        assertThat(later).isEqualTo(at(day.plusDays(3), 15));
        assertThat(due()).isEqualTo(at(day.plusDays(1), 16));
        assertThat(state()).isEqualTo("open");

        deadlinesHelper.agree(customer, "proposal-follow-up", day.plusDays(2));
        assertThat(due()).isEqualTo(at(day.plusDays(2), 17));
    }

    @Test
    void letsTwoCustomersBeWaitedForAtATimeEachForItself() {
        String other = walk.proposedCustomer();
        pause(friday.plusDays(4), "Their lawyer reads it.");
        String first = customer;
        customer = other;
        pause(friday.plusDays(5), "They count their seats.");
        Instant dueOfOther = due();

        customer = first;
        time.moveTo(at(friday.plusDays(3), 10));
        reply("The lawyer agrees.");

        assertThat(state()).isEqualTo("open");
        customer = other;
        assertThat(state()).isEqualTo("paused");
        assertThat(due()).isEqualTo(dueOfOther);
        assertThat(waiting()).isEqualTo(1);
        time.moveTo(at(friday.plusDays(5), 17).plus(Duration.ofMinutes(1)));
        time.work(first);
        assertThat(waiting()).isEqualTo(1);
        time.work(other);
        assertThat(waiting()).isZero();
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void refusesWhatCannotBeWaitedForAndChangesNothing() {
        Map<String, Long> before = rows.counts();

        refused("tom", "{\"until\": \"2020-01-01\", \"reason\": \"x\"}", 400, "choose today or a later day");
        refused("tom", "{\"until\": \"soon\", \"reason\": \"x\"}", 400, "must be a date such as 2026-03-31");
        refused("tom", "{\"until\": \"%s\"}".formatted(friday.plusDays(4)), 400, "What has the customer to answer?");
        refused(
                "tom",
                "{\"until\": \"%s\", \"reason\": \"x\"}".formatted(friday.plusDays(60)),
                400,
                "is later than 'Get decision' may wait for the customer, 10 business days in all: ");
        refused(
                "sam",
                "{\"reason\": \"x\"}",
                403,
                "in brief: number, company, stage and owner. For the rest, ask its owner tom");
        assertThat(rows.counts()).isEqualTo(before);

        pause(friday.plusDays(4), "Once.");
        before = rows.counts();
        refused(
                "tom",
                "{\"until\": \"%s\", \"reason\": \"x\"}".formatted(friday.plusDays(4)),
                409,
                "waits for the customer already");
        assertThat(rows.counts()).isEqualTo(before);

        String lead = walk.newLead();
        Answer answer = rest.post("tom", "/api/customers/" + lead + "/pause", "{\"reason\": \"x\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("detail").asText())
                .isEqualTo("No step of " + lead + " is open that may wait for the customer.");
    }

    private void refused(String person, String body, int status, String sentence) {
        Answer answer = rest.post(person, "/api/customers/" + customer + "/pause", body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.raw().body()).contains(sentence);
    }

    private void reply(String text) {
        Answer answer =
                rest.post("integration", "/api/customers/" + customer + "/replies", "{\"text\": \"" + text + "\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    }

    private void pause(LocalDate until, String reason) {
        Answer answer = post(until, reason);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    private Answer post(LocalDate until, String reason) {
        return rest.post(
                "tom",
                "/api/customers/" + customer + "/pause",
                "{\"until\": %s, \"reason\": \"%s\"}".formatted(until == null ? "null" : "\"" + until + "\"", reason));
    }

    private Instant due() {
        return reader.one(customer).nextStep().due();
    }

    private JsonNode deadlines() {
        return rest.get("tom", "/api/customers/" + customer + "/deadlines")
                .body()
                .get("items");
    }

    private JsonNode deadline() {
        for (JsonNode deadline : deadlines()) {
            if (deadline.get("window").asText().equals("proposal-follow-up")) {
                return deadline;
            }
        }
        throw new AssertionError("no follow-up in " + deadlines());
    }

    private JsonNode pausesOf(String window) {
        for (JsonNode deadline : deadlines()) {
            if (deadline.get("window").asText().equals(window)) {
                return deadline.get("pauses");
            }
        }
        throw new AssertionError(deadlines().toString());
    }

    private List<JsonNode> all(String state) {
        List<JsonNode> found = new java.util.ArrayList<>();
        deadlines().forEach(it -> {
            if (it.get("state").asText().equals(state)) {
                found.add(it);
            }
        });
        return found;
    }

    private String state() {
        return deadline().get("state").asText();
    }

    private long waiting() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .processDefinitionKey("wait-for-customer")
                .count();
    }

    private List<String> entries() {
        return reader.journal(customer, null, 5).items().stream()
                .map(entry -> entry.text())
                .toList();
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }
}
