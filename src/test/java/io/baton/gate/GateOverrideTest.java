package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The one way past a closed gate: a manager's task, with a reason, on record. */
@BatonTest
@Tag("C8")
class GateOverrideTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private FormService forms;

    @Autowired
    private TaskService tasks;

    @Test
    void letsACustomerGoOnOnceAManagerSaidWhy() {
        String customer = walk.proposedCustomer();
        assertThatThrownBy(() -> win(customer)).hasMessageStartingWith("Cannot leave Proposal: ");

        ask("tom", customer, "They start on Monday, and the scope follows.");
        assertThatThrownBy(() -> win(customer)).as("asking opens nothing").hasMessageStartingWith("Cannot leave");
        assertThat(formOf(customer))
                .containsEntry("askedByName", "tom")
                .containsEntry("askedWhyText", "They start on Monday&#44; and the scope follows&#46;");
        assertThat((String) formOf(customer).get("gateLines")).contains("☐ Scope confirmed");
        assertThatThrownBy(() -> walk.complete(customer, "Decide override", "max", Map.of("decision", "granted")))
                .hasMessage("Reason: fill this in.");
        walk.complete(customer, "Decide override", "max", Map.of("decision", "granted", "note", "I know them."));

        JsonNode gate = rest.get("tom", "/api/customers/" + customer + "/gate").body();
        assertThat(gate.get("open").asBoolean()).isTrue();
        assertThat(gate.at("/override/by").asText()).isEqualTo("max");
        assertThat(gate.at("/override/reason").asText()).isEqualTo("I know them.");
        assertThat(gate.at("/criteria/0/met").asBoolean())
                .as("it is waived, not met")
                .isFalse();
        win(customer);
        assertThat(stage(customer)).isEqualTo("proposal");
        walk.handOver(customer, "tom", "dana");
        assertThat(stage(customer)).isEqualTo("ready-for-delivery");
        assertThat(overrides(customer))
                .containsExactly(
                        "Override granted, to leave Proposal without: Payment terms confirmed; Scope confirmed;"
                                + " Kickoff date. Reason: I know them.",
                        "Override asked for, to leave Proposal without: Payment terms confirmed; Scope confirmed;"
                                + " Kickoff date. Reason: They start on Monday, and the scope follows.");
    }

    @Test
    void leavesTheGateClosedWhereItIsDeclined() {
        String customer = walk.proposedCustomer();
        ask("tom", customer, "Please.");

        walk.complete(customer, "Decide override", "max", Map.of("decision", "declined", "note", "Not without scope."));

        assertThatThrownBy(() -> win(customer)).hasMessageStartingWith("Cannot leave Proposal: ");
        assertThat(overrides(customer)).first().isEqualTo("Override for Proposal declined. Reason: Not without scope.");
    }

    @Test
    void endsAStageByItselfThatWaitedForWhatIsWaived() {
        String customer = walk.newLead(Walk.lead("Kickoff without a date", "kickoff-booked"));
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        ask("tom", customer, "They call us with the date.");

        walk.complete(customer, "Decide override", "max", Map.of("decision", "granted", "note", "Good enough."));

        assertThat(nextStep(customer)).isEqualTo("Write handoff note");
        assertThat(entries(customer, "outcome"))
                .first()
                .isEqualTo("Proposal ended by itself: what is missing was waived.");
    }

    @Test
    void isNotNeededOnceNothingIsMissing() {
        String customer = walk.newLead(Walk.lead("Signed after all", "first-use"));
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        ask("tom", customer, "The order is in the mail.");
        rest.post("integration", "/api/customers/" + customer + "/evidence", "{\"key\":\"order.signed\"}");

        walk.complete(customer, "Decide override", "max", Map.of("decision", "granted", "note", "Yes."));

        assertThat(overrides(customer)).first().isEqualTo("Override for Proposal not needed any more.");
        assertThat(nextStep(customer)).isEqualTo("Get decision");
    }

    /** What a manager waived was asked by one playbook; another one asks for other things. */
    @Test
    void doesNotOutliveTheChangeOfThePlaybook() {
        String customer = walk.proposedCustomer();
        ask("tom", customer, "Please.");
        assertThat(nextStep(customer))
                .as("it stands beside the customer's own work")
                .isEqualTo("Get decision");
        walk.complete(customer, "Decide override", "max", Map.of("decision", "granted", "note", "Yes."));

        rest.post(
                "max",
                "/api/customers/" + customer + "/playbook",
                "{\"playbook\":\"first-use\",\"reason\":\"They buy software.\"}");

        assertThatThrownBy(() -> win(customer)).hasMessage("Cannot leave Proposal: order not signed.");
    }

    @Test
    void isForOneStayInOneStage() {
        String customer = walk.proposedCustomer();
        ask("tom", customer, "Please.");
        walk.complete(
                customer,
                "Get decision",
                "tom",
                Map.of(
                        "decision",
                        "won",
                        "scopeConfirmed",
                        true,
                        "paymentTermsConfirmed",
                        true,
                        "kickoffOn",
                        walk.inDays(5)));
        walk.handOver(customer, "tom", "dana");

        walk.complete(customer, "Decide override", "max", Map.of("decision", "granted", "note", "Yes."));

        assertThat(overrides(customer)).first().isEqualTo("Override for Proposal not needed any more.");
        assertThat(rest.get("tom", "/api/customers/" + customer + "/gate")
                        .body()
                        .has("override"))
                .isFalse();
    }

    @Test
    void refusesWhoHasNothingToAskFor() {
        String customer = walk.newLead();
        assertThatThrownBy(() -> ask("tom", customer, "Please."))
                .hasMessage("Nothing is missing for " + customer + " to leave New lead: no override is needed.");
        assertThatThrownBy(() -> ask("tom", "C-999999", "Please."))
                .hasMessage("There is no customer with the number 'C-999999'.");
        String proposed = walk.proposedCustomer();
        assertThatThrownBy(() -> ask("sue", proposed, "Please."))
                .hasMessage(
                        "An override for " + proposed + " is asked for by its owner tom, the teams sales and delivery,"
                                + " or a manager; leave a note instead.");
        assertThatThrownBy(() -> ask("tom", proposed, " "))
                .hasMessage("Why should the customer move on all the same? Fill this in.");
    }

    private void win(String customer) {
        walk.complete(customer, "Get decision", "tom", Map.of("decision", "won"));
    }

    private void ask(String person, String customer, String reason) {
        walk.start("gate-override", person, Map.of("customer", customer, "reason", reason));
    }

    private Map<String, Object> formOf(String customer) {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName("Decide override")
                .singleResult()
                .getId();
        return forms.getTaskFormVariables(task);
    }

    private List<String> overrides(String customer) {
        return entries(customer, "override");
    }

    private List<String> entries(String customer, String kind) {
        List<String> texts = new ArrayList<>();
        rest.get("mia", "/api/customers/" + customer + "/journal")
                .body()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("kind").asText().equals(kind)) {
                        texts.add(entry.get("text").asText());
                    }
                });
        return texts;
    }

    private String stage(String customer) {
        return rest.get("mia", "/api/customers/" + customer).body().get("stage").asText();
    }

    private String nextStep(String customer) {
        return rest.get("mia", "/api/customers/" + customer)
                .body()
                .at("/nextStep/what")
                .asText();
    }
}
