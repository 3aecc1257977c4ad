package io.baton.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A case from the first word to the solution, beside the customer's lifecycle. */
@BatonTest
class SupportCaseProcessTest {

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Rows rows;

    private LocalDate friday;
    private String customer;

    @BeforeEach
    void serveACustomerOnAFriday() {
        customer = walk.customerInService(300);
        friday = LocalDate.ofInstant(time.now(), ZoneOffset.UTC).with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
        time.moveTo(at(friday, 11));
    }

    @Test
    @Tag("C10")
    @Tag("C60")
    void isHandedOffOnceOwnerAndSeverityAreOnRecordAndLeavesTheCustomersOwnerAlone() {
        JsonNode opened = open("sam", "The invoice page is empty.", "normal");
        assertThat(opened.get("state").asText()).isEqualTo("new");
        assertThat(opened.get("owner").isNull()).isTrue();
        assertThat(reader.one(customer).openCases()).isEqualTo(1);

        assertThatThrownBy(() -> walk.complete(customer, "Acknowledge case", "sam", Map.of("said", "We look.")))
                .hasMessageContaining("How bad is it?");
        walk.complete(
                customer, "Acknowledge case", "sam", Map.of("assessedSeverity", "high", "said", "We look into it."));

        JsonNode taken = of(opened);
        assertThat(taken.get("state").asText()).isEqualTo("acknowledged");
        assertThat(taken.get("owner").asText()).isEqualTo("sam");
        assertThat(taken.get("severity").asText()).isEqualTo("high");
        assertThat(reader.one(customer).owner().id()).isEqualTo("sue");
        assertThat(reader.one(customer).stage()).isEqualTo("in-service");
        assertThat(reader.one(customer).nextStep().what()).isEqualTo("Check in with customer");

        walk.complete(
                customer, "Update customer", "sam", Map.of("decision", "solved", "said", "The page shows them again."));
        assertThat(of(opened).get("state").asText()).isEqualTo("solved");
        assertThat(reader.one(customer).openCases()).isZero();
        assertThat(openTask("Update customer")).isNull();
    }

    @Test
    @Tag("C14")
    void asksForAWordToTheCustomerOnTheSameBusinessDayAndAgainOnTheNext() {
        open("sam", "The invoice page is empty.", "normal");
        walk.complete(
                customer, "Acknowledge case", "sam", Map.of("assessedSeverity", "normal", "said", "We look into it."));

        assertThat(due("Update customer")).isEqualTo(at(friday, 17));
        time.moveTo(at(friday, 16).plus(Duration.ofMinutes(30)));
        time.work(customer);
        assertThat(texts("reminder")).contains("Reminder: Next word on a case.");
        walk.complete(customer, "Update customer", "sam", Map.of("decision", "open", "said", "Not fixed yet."));

        // Half an hour of this day is left for the next word.
        assertThat(due("Update customer")).isEqualTo(at(friday, 17));
        time.moveTo(at(friday, 17).plus(Duration.ofMinutes(1)));
        time.work(customer);
        assertThat(texts("breach")).containsExactly("Overdue: Next word on a case.");
    }

    @Test
    @Tag("C60")
    void goesOnWithWhoeverTheCaseIsGivenToWhileItIsOpen() {
        JsonNode opened = open("sam", "The invoice page is empty.", "normal");
        walk.complete(
                customer, "Acknowledge case", "sam", Map.of("assessedSeverity", "normal", "said", "We look into it."));
        Answer given = rest.post(
                "max",
                "/api/tasks/" + openTask("Update customer").getId() + "/reassign",
                "{\"to\": \"mia\", \"reason\": \"She wrote that page.\"}");
        assertThat(given.status()).as(given.raw().body()).isEqualTo(200);
        assertThat(of(opened).get("owner").asText())
                .as("until mia has told the customer something")
                .isEqualTo("sam");

        walk.complete(customer, "Update customer", "mia", Map.of("decision", "open", "said", "I look at it now."));

        assertThat(of(opened).get("owner").asText()).isEqualTo("mia");
        assertThat(openTask("Update customer").getAssignee()).isEqualTo("mia");
        assertThat(reader.one(customer).owner().id()).isEqualTo("sue");
        assertThat(texts("reassigned")).singleElement().asString().contains("She wrote that page.");
    }

    @Test
    @Tag("C37")
    @Tag("C17")
    void letsNobodyWhoReportedSomethingWaitForEighteenHours() {
        open("integration", "Nothing works.", "urgent");

        time.moveTo(at(friday, 11).plus(Duration.ofMinutes(31)));
        time.work(customer);

        assertThat(texts("breach")).containsExactly("Overdue: First answer to an urgent case.");
        assertThat(texts("escalation")).containsExactly("A manager is asked: an urgent case waits: max.");
        assertThat(openTask("Answer escalation").getAssignee()).isEqualTo("max");
        walk.complete(
                customer,
                "Answer escalation",
                "max",
                Map.of("decision", "reassign", "colleague", "sam", "reason", "Now."));
        assertThat(openTask("Acknowledge case").getAssignee()).isEqualTo("sam");
    }

    @Test
    @Tag("C14")
    void givesEachSeverityItsTime() {
        for (Map.Entry<String, Instant> expected : Map.of(
                        "urgent", at(friday, 11).plus(Duration.ofMinutes(30)),
                        "high", at(friday, 13),
                        "normal", at(friday, 15),
                        "low", at(friday, 15))
                .entrySet()) {
            customer = walk.newLead();
            open("sam", "Something.", expected.getKey());
            assertThat(due("Acknowledge case")).as(expected.getKey()).isEqualTo(expected.getValue());
        }
    }

    @Test
    void isOpenedOnceHoweverOftenASystemSaysIt() {
        String body = "{\"customer\": \"%s\", \"summary\": \"Down.\"}".formatted(customer);
        Answer first = rest.post("integration", "/api/cases", body, "Idempotency-Key", "k-" + customer);
        Answer second = rest.post("integration", "/api/cases", body, "Idempotency-Key", "k-" + customer);

        assertThat(first.status()).as(first.raw().body()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(reader.one(customer).openCases()).isEqualTo(1);
        assertThat(rest.get("sam", "/api/customers/" + customer + "/cases")
                        .body()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void isOpenedInTheTasklist() {
        walk.start("support-case", "sue", Map.of("customer", customer, "summary", "It is slow.", "severity", "low"));

        assertThat(openTask("Acknowledge case")).isNotNull();
        assertThat(texts("case")).singleElement().asString().contains("opened (low): It is slow.");
    }

    @Test
    void refusesWhatIsMissingOrUnknownAndOpensNothing() {
        Map<String, Long> before = rows.counts();

        refused("{\"summary\": \"x\"}", 400, "customer");
        refused("{\"customer\": \"%s\"}".formatted(customer), 400, "summary");
        refused("{\"customer\": \"C-999999\", \"summary\": \"x\"}", 404, "There is no customer");
        refused(
                "{\"customer\": \"%s\", \"summary\": \"x\", \"severity\": \"fatal\"}".formatted(customer),
                400,
                "severity");
        assertThat(rest.get("sam", "/api/cases/S-999999").status()).isEqualTo(404);
        assertThat(rest.post("olga", "/api/cases", "{\"customer\": \"%s\", \"summary\": \"x\"}".formatted(customer))
                        .status())
                .isEqualTo(403);

        assertThat(rows.counts()).isEqualTo(before);
    }

    private void refused(String body, int status, String sentence) {
        Answer answer = rest.post("sam", "/api/cases", body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.raw().body()).contains(sentence);
    }

    private JsonNode open(String person, String summary, String severity) {
        Answer answer = rest.post(
                person,
                "/api/cases",
                "{\"customer\": \"%s\", \"summary\": \"%s\", \"severity\": \"%s\"}"
                        .formatted(customer, summary, severity));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        return answer.body();
    }

    private JsonNode of(JsonNode opened) {
        return rest.get("sam", "/api/cases/" + opened.get("number").asText()).body();
    }

    private Instant due(String task) {
        return openTask(task).getDueDate().toInstant();
    }

    private Task openTask(String name) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName(name)
                .singleResult();
    }

    private List<String> texts(String kind) {
        return reader.journal(customer, null, 200).items().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> entry.text())
                .toList();
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }
}
