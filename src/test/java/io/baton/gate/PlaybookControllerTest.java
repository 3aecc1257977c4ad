package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Walk;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Another playbook for a customer who is on the way already: first a look, then the change, on record. */
@BatonTest
@Tag("C54")
class PlaybookControllerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Test
    void saysWhatWouldBeMissingAndChangesNothing() {
        String customer = walk.proposedCustomer();

        JsonNode preview = change(customer, "?preview=true", "{\"playbook\":\"contract-billing-contact\"}")
                .body();

        assertThat(preview.get("playbook").asText()).isEqualTo("contract-billing-contact");
        assertThat(preview.get("changed").asBoolean()).isFalse();
        assertThat(preview.get("stageUsed").asBoolean()).isTrue();
        assertThat(preview.get("team").asText()).isEqualTo("sales");
        assertThat(preview.at("/gate/stage").asText()).isEqualTo("proposal");
        assertThat(preview.at("/gate/criteria").findValuesAsText("criterion"))
                .containsExactly("contract.signed", "billing.confirmed", "implementation-contact.named");
        assertThat(customer(customer).get("playbook").asText()).isEqualTo("standard");
        assertThat(rest.get("mia", "/api/customers/" + customer + "/gate")
                        .body()
                        .at("/criteria/0/criterion")
                        .asText())
                .isEqualTo("payment-terms.confirmed");
    }

    @Test
    void asksForWhatTheOtherPlaybookAsksFromThenOn() {
        String customer = walk.proposedCustomer();

        Answer answer = change(customer, "", "{\"playbook\":\"first-use\",\"reason\":\"They buy software.\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("changed").asBoolean()).isTrue();
        assertThat(customer(customer).get("playbook").asText()).isEqualTo("first-use");
        assertThat(rest.get("mia", "/api/customers/" + customer + "/gate")
                        .body()
                        .get("criteria")
                        .findValuesAsText("criterion"))
                .containsExactly("order.signed");
        JsonNode entry = rest.get("mia", "/api/customers/" + customer + "/journal?size=1")
                .body()
                .at("/items/0");
        assertThat(entry.get("kind").asText()).isEqualTo("playbook");
        assertThat(entry.get("by").asText()).isEqualTo("max");
        assertThat(entry.get("text").asText()).isEqualTo("Follows the playbook first-use: They buy software.");
    }

    @Test
    void endsTheStageWhereItEndsByItselfUnderTheOtherPlaybookAndNothingIsMissing() {
        String customer = walk.proposedCustomer();
        rest.post(
                "integration",
                "/api/customers/" + customer + "/evidence",
                "{\"key\":\"kickoff.scheduled\",\"value\":\"" + walk.inDays(5) + "\"}");

        change(customer, "", "{\"playbook\":\"kickoff-booked\",\"reason\":\"They are in a hurry.\"}");

        assertThat(customer(customer).at("/nextStep/what").asText()).isEqualTo("Write handoff note");
    }

    @Test
    void letsTheOwnerEndAStageThatTheOtherPlaybookDoesWithout() {
        String customer = walk.newLead();
        walk.qualify(customer, "tom");

        JsonNode changed = change(customer, "", "{\"playbook\":\"required-fields\",\"reason\":\"They buy a machine.\"}")
                .body();

        assertThat(changed.get("stageUsed").asBoolean()).isFalse();
        assertThat(changed.at("/gate/trigger").asText()).isEqualTo("manual");
        assertThat(customer(customer).at("/nextStep/what").asText()).isEqualTo("Send proposal");
        walk.sendProposal(customer, "tom");
        assertThat(customer(customer).get("stage").asText()).isEqualTo("proposal");
    }

    /** What was promised for the stage is finished, and the handoff follows whoever really has the customer. */
    @Test
    void losesNeitherTheStageNorTheHandoffWhereTheOtherPlaybookIsAnotherTeams() {
        String customer = walk.wonCustomer();
        walk.handOver(customer, "tom", "dana");
        walk.holdKickoff(customer, "dana");
        change(customer, "", "{\"playbook\":\"required-fields\",\"reason\":\"They bought a machine.\"}");
        walk.complete(customer, "Deliver service", "dana", Map.of("decision", "open", "deliverOn", walk.inDays(20)));
        assertThat(customer(customer).at("/nextStep/what").asText())
                .as("not yet is not yet")
                .isEqualTo("Deliver service");
        change(customer, "", "{\"playbook\":\"contract-billing-contact\",\"reason\":\"They need more.\"}");
        walk.deliver(customer, "dana");

        assertThat(customer(customer).at("/nextStep/what").asText()).isEqualTo("Write handoff note");
        Answer meanwhile = change(customer, "", "{\"playbook\":\"first-use\",\"reason\":\"x\"}");
        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.body().get("detail").asText())
                .isEqualTo("A handoff of " + customer + " is under way; withdraw or finish it first.");
        walk.handOver(customer, "dana", "sue");
        assertThat(customer(customer).at("/owner/id").asText()).isEqualTo("sue");
        assertThat(customer(customer).get("stage").asText()).isEqualTo("in-service");
    }

    @Test
    void changesNothingForWhoFollowsItAlreadyAndForWhoHasLeft() {
        String customer = walk.newLead();
        JsonNode same = change(customer, "", "{\"playbook\":\"standard\",\"reason\":\"x\"}")
                .body();
        assertThat(same.get("changed").asBoolean()).isFalse();
        walk.complete(customer, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));

        Answer closed = change(customer, "", "{\"playbook\":\"first-use\",\"reason\":\"x\"}");
        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.body().get("detail").asText())
                .isEqualTo("ACME is closed as Lost: no playbook is followed any more.");
    }

    @Test
    void refusesWhatIsNoPlaybookOrHasNoReason() {
        String customer = walk.proposedCustomer();

        Answer unknown = change(customer, "?preview=true", "{\"playbook\":\"magic\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().at("/errors/0/field").asText()).isEqualTo("playbook");
        assertThat(unknown.body().at("/errors/0/reason").asText())
                .startsWith("'magic' is unknown; known are standard,");
        Answer without = change(customer, "", "{\"playbook\":\"first-use\"}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.body().at("/errors/0/field").asText()).isEqualTo("reason");
        assertThat(change("C-999999", "", "{\"playbook\":\"first-use\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(change(customer, "?preview=perhaps", "{\"playbook\":\"first-use\"}")
                        .body()
                        .at("/errors/0/reason")
                        .asText())
                .isEqualTo("must be true or false, but is 'perhaps'");
        assertThat(customer(customer).get("playbook").asText()).isEqualTo("standard");
    }

    private Answer change(String customer, String query, String body) {
        return rest.post("max", "/api/customers/" + customer + "/playbook" + query, body);
    }

    private JsonNode customer(String number) {
        return rest.get("mia", "/api/customers/" + number).body();
    }
}
