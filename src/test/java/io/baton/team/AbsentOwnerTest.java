package io.baton.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Customers whose giver or receiver is away are passed on all the same, and everybody can see who acted for whom. */
@BatonTest
@Tag("C2")
@Tag("C58")
class AbsentOwnerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Absentees absentees;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    @Autowired
    private Rows rows;

    @AfterEach
    void everybodyIsBack() {
        absentees.everybodyIsBack();
    }

    @Test
    @Tag("C63")
    void makesTheNamedReceiverTheOwnerThoughTheStandInAccepts() {
        absentees.say("dana", "{\"backup\":\"mia\"}");
        String customer = walk.wonCustomer();
        walk.offer(customer, "tom", "dana");

        absentees.away("dana", 9, null);
        assertThat(task(customer).getAssignee()).isEqualTo("mia");
        walk.complete(customer, "Accept handoff", "mia", Map.of("decision", "accepted"));

        assertThat(reader.one(customer).owner().id()).isEqualTo("dana");
        assertThat(entries(customer, "handoff")).contains("Handoff accepted by mia for dana.");
        assertThat(reader.one(customer).stage()).isEqualTo("ready-for-delivery");
        assertThat(task(customer).getName()).isEqualTo("Hold kickoff");
        assertThat(task(customer).getAssignee())
                .as("due within a week: not for who is away")
                .isEqualTo("mia");
    }

    @Test
    @Tag("C63")
    void keepsTheGiverTheGiverThoughTheStandInWritesTheNote() {
        absentees.say("tom", "{\"backup\":\"mia\"}");
        String customer = walk.wonCustomer();
        absentees.away("tom", 9, null);

        walk.offer(customer, "mia", "dana");
        assertThat(reader.one(customer).handoff().from().id()).isEqualTo("tom");
        walk.complete(
                customer,
                "Accept handoff",
                "dana",
                Map.of("decision", "returned", "returnReason", "note-unclear", "returnNote", "Which scope?"));

        assertThat(task(customer).getName()).isEqualTo("Write handoff note");
        assertThat(task(customer).getAssignee()).as("tom's, so the stand-in's").isEqualTo("mia");
        walk.offer(customer, "mia", "dana");
        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));
        assertThat(reader.one(customer).owner().id()).isEqualTo("dana");
        assertThat(entries(customer, "handoff")).contains("Introduction to Ann Example: dana takes over from tom.");
    }

    @Test
    void refusesAReceiverWhoIsAwayAndSaysWhoStandsIn() {
        String customer = walk.wonCustomer();
        absentees.away("dana", 9, "mia");
        Map<String, String> before = rows.contents();

        assertThatThrownBy(() -> walk.offer(customer, "tom", "dana"))
                .hasMessageStartingWith("'dana' cannot take it over now: dana is away until ")
                .hasMessageEndingWith(", and mia stands in.");

        assertThat(rows.contents()).isEqualTo(before);
        Map<String, Object> form = forms.getTaskFormVariables(task(customer).getId());
        assertThat(String.valueOf(form.get("receivers"))).contains("Dana Ortiz (away)");
        walk.handOver(customer, "tom", "mia");
        assertThat(reader.one(customer).owner().id()).isEqualTo("mia");
    }

    /** Nobody of the team is here, and it is passed on at once: the team has it until somebody takes it. */
    @Test
    @Tag("C55")
    void passesACustomerOnToTheTeamWhereAllOfItAreAway() {
        String customer = walk.newLead(Walk.lead("Ships a lot", "thousand-orders"));
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        walk.complete(customer, "Get decision", "tom", Map.of("decision", "won", "orderSigned", true));
        absentees.away("sue", 9, null);
        absentees.away("mia", 9, null);

        assertThat(rest.post(
                                "integration",
                                "/api/customers/" + customer + "/evidence",
                                "{\"key\":\"orders.shipped\",\"increment\":1000}")
                        .status())
                .isEqualTo(200);

        assertThat(reader.one(customer).owner().id()).isEqualTo("success");
    }

    private Task task(String customer) {
        return tasks.createTaskQuery().processInstanceBusinessKey(customer).singleResult();
    }

    private List<String> entries(String customer, String kind) {
        List<String> texts = new ArrayList<>();
        rest.get("mia", "/api/customers/" + customer + "/journal?size=200")
                .body()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("kind").asText().equals(kind)) {
                        texts.add(entry.get("text").asText());
                    }
                });
        return texts;
    }
}
