package io.baton.team.urgent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rows;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What cannot wait is with somebody at once, whoever is away or in a call. */
@BatonTest
@Tag("C19")
class UrgentMatterProcessTest {

    private static final String TASK = "Take urgent matter";

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private HistoryService history;

    @Autowired
    private Rows rows;

    @AfterEach
    void everybodyIsBack() {
        absentees.everybodyIsBack();
    }

    @Test
    void goesToTheOwnerWhoIsHere() {
        String customer = walk.proposedCustomer();
        String nextStep = reader.one(customer).nextStep().what();

        raise(customer, "Their site is down.", false);

        assertThat(urgent(customer).getAssignee()).isEqualTo("tom");
        assertThat(reader.one(customer).nextStep().what())
                .as("it stands beside the customer's own work")
                .isEqualTo(nextStep);
        Map<String, Object> form = forms.getTaskFormVariables(urgent(customer).getId());
        assertThat(form).containsEntry("raisedByName", "sam").containsEntry("company", "ACME");
        assertThat((String) form.get("matterText")).startsWith("Their site is down");
        assertThat((String) form.get("whyYouLine")).startsWith("tom owns the customer");

        assertThatThrownBy(() -> walk.complete(customer, TASK, "tom", Map.of()))
                .hasMessage("What did you do? Fill this in.");
        walk.complete(customer, TASK, "tom", Map.of("done", "Called them: it is up again."));

        assertThat(entries(customer, "urgent"))
                .containsExactly(
                        "Urgent matter settled by tom.", "Urgent: Their site is down. – tom owns the customer.");
        assertThat(reader.one(customer).lastNote().text()).isEqualTo("Called them: it is up again.");
        assertThat(history.createHistoricActivityInstanceQuery()
                        .activityId("Event_UrgentMatterSettled")
                        .finished()
                        .count())
                .isPositive();
    }

    @Test
    void goesToTheBackupAtOnceWhereTheOwnerIsBusy() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.proposedCustomer();

        raise(customer, "They want to cancel.", true);

        assertThat(urgent(customer).getAssignee()).isEqualTo("mia");
        assertThat(entries(customer, "urgent"))
                .containsExactly("Urgent: They want to cancel. – tom is busy, and mia stands in.");
        walk.complete(customer, TASK, "mia", Map.of("done", "They stay."));
        assertThat(reader.one(customer).owner().id())
                .as("the owner stays who it is")
                .isEqualTo("tom");
    }

    @Test
    void goesToWhoStandsInWhereTheOwnerIsAway() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.proposedCustomer();
        absentees.away("tom", 3, null);

        raise(customer, "They want to cancel.", false);

        assertThat(urgent(customer).getAssignee()).isEqualTo("mia");
        assertThat(entries(customer, "urgent"))
                .containsExactly("Urgent: They want to cancel. – tom is away, and mia stands in.");
    }

    @Test
    void isDueNowForWhoeverIsNextWhereNobodyStandsIn() {
        Instant noon = absentees
                .today()
                .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                .atTime(12, 0)
                .toInstant(ZoneOffset.UTC);
        time.moveTo(noon);
        absentees.say("tom", "{\"backup\":\"mia\"}");
        absentees.away("mia", 3, null);
        String customer = walk.proposedCustomer();

        raise(customer, "They want to cancel.", true);

        assertThat(urgent(customer).getAssignee()).isNull();
        assertThat(urgent(customer).getDueDate().toInstant()).isEqualTo(noon.plusSeconds(15 * 60));
        assertThat(tasks.getIdentityLinksForTask(urgent(customer).getId()))
                .extracting("groupId")
                .containsExactly("sales");
        assertThat(entries(customer, "urgent"))
                .containsExactly(
                        "Urgent: They want to cancel. – tom is busy, and nobody stands in: whoever is next takes it.");
        walk.complete(customer, TASK, "tom", Map.of("done", "Called after the call."));
    }

    @Test
    void isTheTeamsWhereNobodyHasTheCustomerAndTheManagersWhereItLeft() {
        String lead = walk.newLead();
        raise(lead, "They called twice.", false);
        assertThat(urgent(lead).getAssignee()).isNull();
        walk.complete(lead, TASK, "tom", Map.of("done", "Called back."));
        assertThat(reader.one(lead).owner().id())
                .as("helping out once is not owning")
                .isEqualTo("sales");

        walk.complete(lead, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        raise(lead, "They threaten with a lawyer.", true);
        assertThat(tasks.getIdentityLinksForTask(urgent(lead).getId()))
                .extracting("groupId")
                .containsExactly("managers");
    }

    @Test
    void refusesWhatNobodyCouldSeeTo() {
        String customer = walk.proposedCustomer();
        Map<String, String> before = rows.contents();

        assertThatThrownBy(() -> raise("C-999999", "Fire.", false))
                .hasMessage("There is no customer with the number 'C-999999'.");
        assertThatThrownBy(() -> raise(customer, " ", false)).hasMessage("What is urgent? Fill this in.");

        assertThat(rows.contents()).isEqualTo(before);
    }

    private void raise(String customer, String matter, boolean ownerBusy) {
        Map<String, Object> answers = new HashMap<>(Map.of("customer", customer, "matter", matter));
        answers.put("ownerBusy", ownerBusy);
        walk.start("urgent-matter", "sam", answers);
    }

    private Task urgent(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName(TASK)
                .singleResult();
    }

    private List<String> entries(String customer, String kind) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : rest.get("mia", "/api/customers/" + customer + "/journal?size=200")
                .body()
                .get("items")) {
            if (entry.get("kind").asText().equals(kind)) {
                texts.add(entry.get("text").asText());
            }
        }
        return texts;
    }
}
