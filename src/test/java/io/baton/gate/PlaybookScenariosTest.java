package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.lead.NewLead;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Each playbook as the company tells it that works by it. */
@BatonTest
class PlaybookScenariosTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    /** "No order enters production without confirmed proof approval on file." */
    @Test
    @Tag("C56")
    void startsNoProductionWithoutTheApprovedProofOnFile() {
        String customer = proposed("proof-approval");
        walk.win(customer, "tom");
        walk.handOver(customer, "tom", "dana");

        assertThatThrownBy(() -> walk.holdKickoff(customer, "dana"))
                .hasMessage("Cannot leave Ready for delivery: proof not approved.");
        assertThatThrownBy(() -> holdKickoff(customer, Map.of("proofApproved", true)))
                .hasMessage("Cannot leave Ready for delivery: Proof approved: document missing.");
        assertThatThrownBy(() ->
                        holdKickoff(customer, Map.of("proofApproved", true, "proofApprovedDocument", "on my desk")))
                .hasMessage("DocumentUrl must be a web address such as https://example.com/contract.pdf.");
        stands(customer, "ready-for-delivery", "Hold kickoff");

        holdKickoff(
                customer,
                Map.of("proofApproved", true, "proofApprovedDocument", "https://files.example.com/proof-7.pdf"));

        stands(customer, "active-delivery", "Deliver service");
        assertThat(rest.get("tom", "/api/customers/" + customer + "/evidence")
                        .body()
                        .at("/items/0/documentUrl")
                        .asText())
                .isEqualTo("https://files.example.com/proof-7.pdf");
    }

    /** "Buyer problem, agreed scope, key contacts, deadline, proof used, risk notes": or there is no handoff. */
    @Test
    @Tag("C57")
    @Tag("C31")
    void handsNothingOverThatIsEmpty() {
        String customer = proposed("no-empty-handoff");
        walk.win(customer, "tom");
        Map<String, Object> note = new HashMap<>(Map.of("receiver", "dana", "handoffNote", "They need it by May."));

        assertThatThrownBy(() -> walk.complete(customer, "Write handoff note", "tom", note))
                .hasMessage("The handoff note misses: buyer problem; agreed scope; key contacts; deadline; proof used;"
                        + " risk notes.");
        note.putAll(Map.of(
                "buyerProblem", "Orders get lost.",
                "agreedScope", "Shop and stock.",
                "keyContacts", "Ann decides, Bob does.",
                "deadlinePromised", "1 May.",
                "proofUsed", " "));
        assertThatThrownBy(() -> walk.complete(customer, "Write handoff note", "tom", note))
                .hasMessage("The handoff note misses: proof used; risk notes.");
        note.putAll(Map.of("proofUsed", "The bakery next door.", "riskNotes", "Bob leaves in June."));
        time.moveTo(time.now().plus(Duration.ofHours(2)));
        walk.complete(customer, "Write handoff note", "tom", note);

        time.moveTo(time.now().plus(Duration.ofHours(5)));
        assertThatThrownBy(() -> walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "returned")))
                .hasMessage("Say why the handoff goes back: choose a reason, so that the giver can complete it.");
        walk.complete(
                customer,
                "Accept handoff",
                "dana",
                Map.of("decision", "returned", "returnReason", "date-impossible", "returnNote", "Not before June."));
        stands(customer, "proposal", "Write handoff note");
        time.moveTo(time.now().plus(Duration.ofHours(1)));
        walk.complete(customer, "Write handoff note", "tom", note);
        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));

        stands(customer, "ready-for-delivery", "Hold kickoff");
        assertThat(owner(customer)).isEqualTo("dana");
        List<JsonNode> handoffs = journal(customer, "handoff");
        JsonNode accepted = handoffs.get(1).get("data");
        assertThat(handoffs.get(0).get("text").asText())
                .isEqualTo("Introduction to Ann Example: dana takes over from tom.");
        assertThat(accepted.get("giverSeconds").asLong()).isBetween(3 * 3600L, 3 * 3600L + 60);
        assertThat(accepted.get("receiverSeconds").asLong()).isBetween(5 * 3600L, 5 * 3600L + 60);
        assertThat(accepted.get("timesReturned").asInt()).isEqualTo(1);
        assertThat(handoffs.get(2).at("/data/parts/Risk notes").asText()).isEqualTo("Bob leaves in June.");
        assertThat(handoffs.get(3).at("/data/reason").asText()).isEqualTo("date-impossible");
    }

    /** "Onboarding only once the kickoff call is on the calendar", and with a named person on both sides. */
    @Test
    @Tag("C58")
    void passesTheCustomerOnTheMomentTheKickoffIsOnTheCalendar() {
        String customer = proposed("kickoff-booked");
        fact(customer, "contract.signed", true);
        stands(customer, "proposal", "Get decision");

        fact(customer, "kickoff.scheduled", walk.inDays(6));

        stands(customer, "proposal", "Write handoff note");
        assertThat(owner(customer)).isEqualTo("tom");
        walk.handOver(customer, "tom", "dana");
        stands(customer, "ready-for-delivery", "Hold kickoff");
        assertThat(owner(customer)).isEqualTo("dana");
    }

    /** "No partial handoffs": two of three change nothing, the third changes the owner's work. */
    @Test
    @Tag("C59")
    void keepsACustomerInOnboardingUntilAllThreeClearancesAreThere() {
        String customer = inDelivery("activation-gate");

        fact(customer, "loan-files.validated", true);
        fact(customer, "portal.activated", true);
        stands(customer, "active-delivery", "Deliver service");
        assertThatThrownBy(() -> walk.deliver(customer, "dana"))
                .hasMessage("Cannot leave Active delivery: compliance not cleared.");

        fact(customer, "compliance.cleared", true);

        stands(customer, "active-delivery", "Write handoff note");
        walk.handOver(customer, "dana", "sue");
        assertThat(owner(customer)).isEqualTo("sue");
        assertThat(rest.post("dana", "/api/customers/" + customer + "/evidence", "{\"key\":\"portal.activated\"}")
                        .status())
                .as("the giver's right to write has ended")
                .isEqualTo(403);
    }

    /** "Onboarding ends at the first successful launch", not at a date. */
    @Test
    @Tag("C61")
    void endsOnboardingWithTheFirstCampaign() {
        String customer = inDelivery("first-campaign");
        fact(customer, "campaign.launched", false);
        stands(customer, "active-delivery", "Deliver service");

        fact(customer, "campaign.launched", true);

        stands(customer, "active-delivery", "Write handoff note");
    }

    /** A correction can be what the gate waited for. */
    @Test
    @Tag("C61")
    void endsOnboardingWhenTheFactThatSaidNoIsWithdrawn() {
        String customer = inDelivery("first-campaign");
        fact(customer, "campaign.launched", false);
        long no = rest.get("dana", "/api/customers/" + customer + "/evidence")
                .body()
                .at("/items/0/id")
                .asLong();
        Answer earlier = rest.post(
                "integration",
                "/api/customers/" + customer + "/evidence",
                "{\"key\":\"campaign.launched\",\"occurredAt\":\"2026-01-01T10:00:00Z\"}");
        assertThat(earlier.status()).isEqualTo(200);
        stands(customer, "active-delivery", "Deliver service");

        Answer withdrawn = rest.post(
                "dana",
                "/api/customers/" + customer + "/evidence/" + no + "/withdrawal",
                "{\"reason\":\"It did go out.\"}");

        assertThat(withdrawn.status()).isEqualTo(200);
        stands(customer, "active-delivery", "Write handoff note");
    }

    /** "Milestones, not dates": the first reply, not the tenth, and it passes the customer on once. */
    @Test
    @Tag("C62")
    void passesTheCustomerOnWithTheFirstReply() {
        String customer = inDelivery("first-reply");
        fact(customer, "campaign.launched", true);
        stands(customer, "active-delivery", "Deliver service");

        for (int reply = 0; reply < 3; reply++) {
            Answer answer = rest.post(
                    "integration",
                    "/api/customers/" + customer + "/evidence",
                    "{\"key\":\"campaign.replies\",\"increment\":1}");
            assertThat(answer.status()).isEqualTo(200);
            stands(customer, "active-delivery", "Write handoff note");
        }
    }

    /** "One live transaction, not the signature"; the leaving owner writes three lines, and the receiver confirms. */
    @Test
    @Tag("C63")
    void passesTheCustomerOnWithTheFirstRealUse() {
        String customer = proposed("first-use");
        winWith(customer, Map.of("orderSigned", true));
        Map<String, Object> lines = Map.of(
                "receiver", "dana",
                "handoffNote", "A baker.",
                "promised", "Live by May.",
                "unresolved", "The invoice address.");
        walk.complete(customer, "Write handoff note", "tom", lines);
        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));
        walk.holdKickoff(customer, "dana");
        stands(customer, "active-delivery", "Deliver service");

        fact(customer, "transaction.live", true);

        stands(customer, "active-delivery", "Write handoff note");
        assertThat(owner(customer)).isEqualTo("dana");
        assertThatThrownBy(() -> walk.complete(
                        customer, "Write handoff note", "dana", Map.of("receiver", "sue", "handoffNote", "Done.")))
                .hasMessage("The handoff note misses: what was promised; what is unresolved.");
    }

    /** "Three stages, each tied to a single observable event"; and the outgoing owner cannot edit any more. */
    @Test
    @Tag("C54")
    void usesThreeStagesAndMovesWithOneEventEach() {
        String customer = newLead("one-event");
        stands(customer, "proposal", "Get decision");
        assertThat(owner(customer)).isEqualTo("sales");
        walk.complete(customer, "Get decision", "tom", Map.of("decision", "open"));
        stands(customer, "proposal", "Get decision");
        assertThat(owner(customer)).as("whoever works on it has it").isEqualTo("tom");

        fact(customer, "contract.signed", true);
        stands(customer, "proposal", "Get decision");
        fact(customer, "billing.confirmed", true);
        stands(customer, "proposal", "Write handoff note");
        walk.handOver(customer, "tom", "dana");
        stands(customer, "active-delivery", "Deliver service");
        assertThat(refusedFact("tom", customer))
                .isEqualTo("Facts about %s are put on file by its owner dana, the teams delivery and success,"
                                .formatted(customer)
                        + " or a manager; leave a note instead.");

        fact(customer, "portal.activated", true);
        stands(customer, "active-delivery", "Write handoff note");
        walk.handOver(customer, "dana", "sue");
        stands(customer, "in-service", "Set renewal date");
        assertThat(stagesOf(customer)).containsExactly("in-service", "active-delivery", "proposal");
    }

    /** The 999th order changes nothing, the 1,000th flips the owner; sales are out until success bring them back in. */
    @Test
    @Tag("C55")
    void flipsTheOwnerWithTheThousandthOrder() {
        String customer = proposed("thousand-orders");
        winWith(customer, Map.of("orderSigned", true));
        stands(customer, "active-delivery", "Deliver service");
        assertThat(owner(customer)).as("sales keep the customer").isEqualTo("tom");

        assertThat(bringIn("tom", customer, "tom").status()).as("an owner may").isEqualTo(201);
        orders(customer, 600);
        orders(customer, 399);
        stands(customer, "active-delivery", "Deliver service");
        assertThat(owner(customer)).isEqualTo("tom");
        assertThatThrownBy(() -> walk.deliver(customer, "tom"))
                .hasMessage("Cannot leave Active delivery: not enough orders shipped (999 of 1,000).");

        orders(customer, 1);
        stands(customer, "in-service", "Set renewal date");
        String success = owner(customer);
        assertThat(success).isIn("sue", "mia");
        assertThat(journal(customer, "handoff").get(1).get("text").asText())
                .isEqualTo("Handed over to " + success + " at once.");
        orders(customer, 1);
        assertThat(owner(customer)).isEqualTo(success);

        Answer locked = note("tom", customer);
        assertThat(locked.status()).isEqualTo(403);
        assertThat(locked.body().get("detail").asText())
                .isEqualTo(("Notes about %s are left by its owner %s, the teams success and support, its contributors,"
                                + " or a manager; ask %s to bring you in.")
                        .formatted(customer, success, success));
        assertThat(note("sam", customer).status()).isEqualTo(201);
        Answer himself = bringIn("tom", customer, "tom");
        assertThat(himself.body().get("detail").asText())
                .isEqualTo("That is for the owner of %s, %s, or a manager to say.".formatted(customer, success));

        assertThat(bringIn(success, customer, "tom").status()).isEqualTo(201);
        assertThat(note("tom", customer).status()).isEqualTo(201);
        assertThat(rest.post("tom", "/api/customers/" + customer + "/evidence", "{\"key\":\"contract.signed\"}")
                        .status())
                .as("a contributor notes, and is not accountable")
                .isEqualTo(403);
        assertThat(owner(customer)).isEqualTo(success);
        rest.method(success, "DELETE", "/api/customers/" + customer + "/contributors/tom", "");
        assertThat(note("tom", customer).status()).isEqualTo(403);
        assertThat(journal(customer, "contributor"))
                .extracting(entry -> entry.get("text").asText())
                .containsExactly(
                        "tom is no contributor any more.",
                        "tom was brought in: Sold it.",
                        "tom is no contributor any more.",
                        "tom was brought in: Sold it.");
    }

    /** Where no system reports, a person counts: the same in the form as over REST. */
    @Test
    @Tag("C55")
    @Tag("C7")
    void countsWhatAPersonSaysInTheForm() {
        String customer = proposed("thousand-orders");
        winWith(customer, Map.of("orderSigned", true));
        orders(customer, 400);
        Map<String, Object> notYet = new HashMap<>(Map.of("decision", "open", "deliverOn", walk.inDays(9)));

        notYet.put("ordersShipped", "many");
        assertThatThrownBy(() -> walk.complete(customer, "Deliver service", "tom", notYet))
                .hasMessageContaining("number");
        notYet.put("ordersShipped", 599);
        walk.complete(customer, "Deliver service", "tom", notYet);
        stands(customer, "active-delivery", "Deliver service");
        notYet.put("ordersShipped", 1);
        walk.complete(customer, "Deliver service", "tom", notYet);

        stands(customer, "in-service", "Set renewal date");
    }

    /** "Not because the deal is verbally won": contract, billing and a named contact; then success own all that follows. */
    @Test
    @Tag("C60")
    @Tag("C25")
    void keepsADealWithSalesUntilContractBillingAndContactAreThere() {
        String customer = proposed("contract-billing-contact");
        assertThatThrownBy(() -> winWith(customer, Map.of("contractSigned", true)))
                .hasMessage("Cannot leave Proposal: billing not confirmed; implementation contact not named.");
        assertThat(owner(customer)).isEqualTo("tom");
        winWith(
                customer,
                Map.of(
                        "contractSigned",
                        true,
                        "billingConfirmed",
                        true,
                        "implementationContactNamed",
                        "Bea Example, operations"));
        walk.handOver(customer, "tom", "sue");

        stands(customer, "ready-for-delivery", "Hold kickoff");
        assertThat(owner(customer)).isEqualTo("sue");
        assertThatThrownBy(() -> holdKickoff(customer, Map.of(), "sue"))
                .hasMessage("Cannot leave Ready for delivery: kickoff date missing;"
                        + " inputs from the customer missing; access not granted.");
        walk.complete(customer, "Hold kickoff", "sue", Map.of("decision", "open", "kickoffOn", walk.inDays(2)));
        holdKickoff(customer, Map.of("inputsReceived", true, "accessGranted", true), "sue");
        stands(customer, "active-delivery", "Deliver service");
        walk.deliver(customer, "sue");

        stands(customer, "in-service", "Set renewal date");
        assertThat(owner(customer))
                .as("success own everything from onboarding on")
                .isEqualTo("sue");
        assertThat(journal(customer, "handoff").stream()
                        .filter(entry -> entry.at("/data/event").asText().equals("accepted")))
                .hasSize(1);
    }

    /** "Blank fields, no handoff", and "no free-text box": a signed order or a reason from the list. */
    @Test
    @Tag("C64")
    void passesOnNoLeadWithAnEmptyFieldAndClosesNoDealWithoutAReason() {
        String customer = newLead("required-fields");
        assertThatThrownBy(() -> walk.qualify(customer, "tom"))
                .hasMessage("Cannot leave New lead: product missing; timeline missing; budget missing.");
        Map<String, Object> answers = new HashMap<>(Map.of(
                "decision", "qualified",
                "nextStepOn", walk.inDays(2),
                "wantedProduct", "Excavator",
                "wantedTimeline", "This spring"));
        assertThatThrownBy(() -> walk.complete(customer, "Qualify lead", "tom", answers))
                .hasMessage("Cannot leave New lead: budget missing.");
        answers.putAll(Map.of("wantedBudget", "90000", "wantedCurrency", "EUR"));
        walk.complete(customer, "Qualify lead", "tom", answers);
        stands(customer, "proposal", "Get decision");

        assertThatThrownBy(() -> walk.win(customer, "tom")).hasMessage("Cannot leave Proposal: order not signed.");
        assertThatThrownBy(() -> walk.complete(
                        customer, "Get decision", "tom", Map.of("decision", "lost", "note", "They went elsewhere.")))
                .hasMessage("Choose a reason from the list: why is it lost?");
        winWith(customer, Map.of("orderSigned", true));
        walk.handOver(customer, "tom", "sue");

        stands(customer, "in-service", "Set renewal date");
        assertThat(stagesOf(customer)).containsExactly("in-service", "proposal", "new-lead");
    }

    /** "Renewal only when the current project is complete and invoiced": and nobody has to notice by themselves. */
    @Test
    @Tag("C11")
    @Tag("C15")
    void startsNoRenewalBeforeTheProjectIsInvoiced() {
        String customer = walk.customerWithoutAnInvoice();
        walk.setRenewalDate(customer, "sue", 100);
        assertThatThrownBy(() -> walk.startRenewalEarly(customer, "sue"))
                .hasMessage("Cannot leave In service: project not invoiced.");

        time.moveTo(time.now().plus(Duration.ofDays(71)));
        time.fireDueTimers(customer);
        stands(customer, "in-service", "Settle open points");
        walk.complete(
                customer, "Settle open points", "sue", Map.of("decision", "settled", "note", "Finance is on it."));
        stands(customer, "in-service", "Settle open points");
        walk.complete(customer, "Settle open points", "sue", Map.of("decision", "settled", "projectInvoiced", true));

        stands(customer, "renewal", "Review renewal");
    }

    /** And somebody who renews early is asked for it in the same form. */
    @Test
    @Tag("C11")
    void asksForTheInvoiceWhereTheRenewalStartsEarly() {
        String customer = walk.customerWithoutAnInvoice();
        walk.setRenewalDate(customer, "sue", 100);

        walk.complete(
                customer, "Check in with customer", "sue", Map.of("decision", "renewing", "projectInvoiced", true));

        stands(customer, "renewal", "Review renewal");
    }

    /** A lead that nobody has taken waits where its stage is worked on, and the day that was agreed is kept. */
    @Test
    @Tag("C54")
    @Tag("C64")
    void keepsALeadWithThoseWhoWorkOnItAndTheDayThatWasAgreed() {
        NewLead lead = Walk.lead("Recommended");
        String referred = walk.newLead(new NewLead(
                lead.company(), lead.contact(), null, null, null, "referral", null, null, null, "one-event", null));
        assertThat(owner(referred))
                .as("success were to look at it, and sales sell it")
                .isEqualTo("sales");
        walk.complete(referred, "Get decision", "tom", Map.of("decision", "open"));
        assertThat(owner(referred)).isEqualTo("tom");

        String customer = newLead("required-fields");
        walk.complete(
                customer,
                "Qualify lead",
                "tom",
                Map.of(
                        "decision", "qualified",
                        "nextStepOn", walk.inDays(1),
                        "wantedProduct", "Excavator",
                        "wantedTimeline", "This spring",
                        "wantedBudget", "90000",
                        "wantedCurrency", "EUR"));
        assertThat(rest.get("tom", "/api/customers/" + customer)
                        .body()
                        .at("/nextStep/due")
                        .asText())
                .startsWith(walk.inDays(1));
    }

    private String newLead(String playbook) {
        return walk.newLead(Walk.lead("Company with " + playbook, playbook));
    }

    private List<String> stagesOf(String customer) {
        return journal(customer, "stage").stream()
                .map(entry -> entry.at("/data/to").asText())
                .toList();
    }

    private void orders(String customer, int shipped) {
        Answer answer = rest.post(
                "integration",
                "/api/customers/" + customer + "/evidence",
                "{\"key\":\"orders.shipped\",\"increment\":%d}".formatted(shipped));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    private Answer note(String person, String customer) {
        return rest.post(person, "/api/customers/" + customer + "/notes", "{\"text\":\"I called them.\"}");
    }

    private Answer bringIn(String by, String customer, String person) {
        return rest.post(
                by,
                "/api/customers/" + customer + "/contributors",
                "{\"person\":\"%s\",\"reason\":\"Sold it.\"}".formatted(person));
    }

    private String refusedFact(String person, String customer) {
        Answer refused = rest.post(person, "/api/customers/" + customer + "/evidence", "{\"key\":\"order.signed\"}");
        assertThat(refused.status()).isEqualTo(403);
        return refused.body().get("detail").asText();
    }

    private String proposed(String playbook) {
        String customer = newLead(playbook);
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        return customer;
    }

    private String inDelivery(String playbook) {
        String customer = proposed(playbook);
        assertThatThrownBy(() -> walk.win(customer, "tom"))
                .hasMessageContaining("Cannot leave Proposal: order not signed.");
        winWith(customer, Map.of("orderSigned", true));
        walk.handOver(customer, "tom", "dana");
        walk.holdKickoff(customer, "dana");
        return customer;
    }

    private void winWith(String customer, Map<String, Object> facts) {
        Map<String, Object> answers = new HashMap<>(facts);
        answers.put("decision", "won");
        walk.complete(customer, "Get decision", "tom", answers);
    }

    private void holdKickoff(String customer, Map<String, Object> facts) {
        holdKickoff(customer, facts, "dana");
    }

    private void holdKickoff(String customer, Map<String, Object> facts, String person) {
        Map<String, Object> answers = new HashMap<>(facts);
        answers.put("decision", "held");
        answers.put("deliverOn", walk.inDays(14));
        walk.complete(customer, "Hold kickoff", person, answers);
    }

    private void fact(String customer, String key, Object value) {
        String json = value instanceof String text ? "\"" + text + "\"" : value.toString();
        Answer answer = rest.post(
                "integration",
                "/api/customers/" + customer + "/evidence",
                "{\"key\":\"%s\",\"value\":%s}".formatted(key, json));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    private void stands(String customer, String stage, String step) {
        JsonNode now = rest.get("mia", "/api/customers/" + customer).body();
        assertThat(now.get("stage").asText()).isEqualTo(stage);
        assertThat(now.at("/nextStep/what").asText()).isEqualTo(step);
    }

    private String owner(String customer) {
        return rest.get("mia", "/api/customers/" + customer)
                .body()
                .at("/owner/id")
                .asText();
    }

    private List<JsonNode> journal(String customer, String kind) {
        List<JsonNode> entries = new java.util.ArrayList<>();
        rest.get("mia", "/api/customers/" + customer + "/journal")
                .body()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("kind").asText().equals(kind)) {
                        entries.add(entry);
                    }
                });
        return entries;
    }
}
