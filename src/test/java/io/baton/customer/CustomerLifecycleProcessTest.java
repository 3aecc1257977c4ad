package io.baton.customer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.TimeMachine;
import io.baton.Walk;
import io.baton.customer.CustomerView.PartyType;
import io.baton.customer.CustomerView.PartyView;
import io.baton.lead.NewLead;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.StringUtils;

/** Walks customers along the whole map, and compares the record with the engine after every step. */
@BatonTest
class CustomerLifecycleProcessTest {

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Rest rest;

    @Autowired
    private Modeler modeler;

    @AfterEach
    void takeTheOwnTablesBack() {
        modeler.takeBack();
    }

    @Test
    @Tag("C1")
    @Tag("C3")
    @Tag("C5")
    void showsAtEveryStepWhatTheTasklistShows() {
        String customer = walk.newLead();
        stands(customer, "new-lead", "Qualify lead", "team sales");

        walk.qualify(customer, "tom");
        stands(customer, "qualified", "Send proposal", "tom");

        walk.sendProposal(customer, "tom");
        stands(customer, "proposal", "Get decision", "tom");

        walk.complete(customer, "Get decision", "tom", Map.of("decision", "open", "nextFollowUpOn", walk.inDays(3)));
        stands(customer, "proposal", "Get decision", "tom");

        walk.win(customer, "tom");
        stands(customer, "proposal", "Write handoff note", "tom");

        walk.offer(customer, "tom", "dana");
        stands(customer, "proposal", "Accept handoff", "dana");
        assertThat(owner(customer)).isEqualTo("tom");

        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));
        stands(customer, "ready-for-delivery", "Hold kickoff", "dana");
        assertThat(owner(customer)).isEqualTo("dana");

        walk.complete(customer, "Hold kickoff", "dana", Map.of("decision", "open", "kickoffOn", walk.inDays(9)));
        stands(customer, "ready-for-delivery", "Hold kickoff", "dana");

        walk.holdKickoff(customer, "dana");
        stands(customer, "active-delivery", "Deliver service", "dana");

        walk.deliver(customer, "dana");
        stands(customer, "active-delivery", "Write handoff note", "dana");

        walk.handOver(customer, "dana", "sue");
        stands(customer, "in-service", "Set renewal date", "sue");

        walk.setRenewalDate(customer, "sue", 100);
        stands(customer, "in-service", "Check in with customer", "sue");

        walk.complete(customer, "Check in with customer", "sue", Map.of("decision", "at-risk", "note", "Outages."));
        stands(customer, "in-service", "Rescue customer", "sue");

        walk.complete(customer, "Rescue customer", "sue", Map.of("decision", "rescued"));
        stands(customer, "in-service", "Check in with customer", "sue");

        walk.startRenewalEarly(customer, "sue");
        stands(customer, "renewal", "Review renewal", "sue");

        walk.renew(customer, "sue");
        stands(customer, "in-service", "Check in with customer", "sue");

        walk.complete(
                customer,
                "Check in with customer",
                "sue",
                Map.of("decision", "cancelled", "lossReason", "service-quality"));
        ended(customer, "former-customer");
        assertThat(reader.journal(customer, null, 200).items())
                .extracting(CustomerView.EntryView::kind)
                .contains("lead", "stage", "owner", "outcome", "handoff", "closed", "note");
    }

    @Test
    @Tag("C2")
    @Tag("C8")
    void letsOnePersonWhoWearsEveryHatWalkThroughWithoutCeremony() {
        String customer = walk.newLead();

        walk.qualify(customer, "mia");
        walk.sendProposal(customer, "mia");
        walk.win(customer, "mia");
        walk.complete(customer, "Write handoff note", "mia", Map.of("receiver", "mia"));
        stands(customer, "ready-for-delivery", "Hold kickoff", "mia");
        walk.holdKickoff(customer, "mia");
        walk.deliver(customer, "mia");
        walk.complete(customer, "Write handoff note", "mia", Map.of("receiver", "mia"));
        walk.setRenewalDate(customer, "mia", 300);

        stands(customer, "in-service", "Check in with customer", "mia");
        assertThat(reader.journal(customer, null, 200).items())
                .filteredOn(entry -> entry.kind().equals("handoff"))
                .extracting(CustomerView.EntryView::text)
                .contains("mia hands over to oneself.", "Handoff accepted by mia.");
    }

    @Test
    @Tag("C1")
    void followsWhatIsClaimedGivenBackAndMoved() {
        String customer = walk.newLead();
        Task task = openTask(customer);

        engine.getTaskService().claim(task.getId(), "tom");
        stands(customer, "new-lead", "Qualify lead", "tom");

        engine.getTaskService().setAssignee(task.getId(), null);
        stands(customer, "new-lead", "Qualify lead", "team sales");

        Task moved = openTask(customer);
        moved.setDueDate(java.util.Date.from(time.now().plus(Duration.ofDays(9))));
        engine.getTaskService().saveTask(moved);
        stands(customer, "new-lead", "Qualify lead", "team sales");
    }

    @Test
    @Tag("C15")
    void startsTheRenewalOnTheBusinessDayThirtyDaysBeforeItsDateAndNotAMinuteEarlier() {
        String customer = walk.customerInService(100);
        var review = engine.getManagementService().createJobQuery().timers().list().stream()
                .filter(job -> job.getProcessInstanceId() != null)
                .filter(job -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceId(job.getProcessInstanceId())
                                .processInstanceBusinessKey(customer)
                                .count()
                        > 0)
                .map(job -> job.getDuedate().toInstant())
                .findFirst()
                .orElseThrow();
        LocalDate day = LocalDate.parse(walk.inDays(70));
        while (day.getDayOfWeek().getValue() > 5 || day.getDayOfYear() == 1) {
            day = day.minusDays(1);
        }
        assertThat(review).isEqualTo(day + "T17:00:00Z");

        time.moveTo(review.minus(Duration.ofMinutes(1)));
        assertThat(time.fireDueTimers(customer)).isZero();
        stands(customer, "in-service", "Check in with customer", "sue");

        time.moveTo(review.plus(Duration.ofMinutes(1)));
        assertThat(time.fireDueTimers(customer)).isEqualTo(1);
        stands(customer, "renewal", "Review renewal", "sue");
    }

    @Test
    @Tag("C15")
    void entersRenewalAtOnceWhenTheDateIsNear() {
        String customer = walk.customerInService(20);

        stands(customer, "renewal", "Review renewal", "sue");
    }

    @Test
    @Tag("C12")
    void writesAMissedFirstResponseIntoTheJournalWhenItHappens() {
        String customer = walk.newLead();
        var due = reader.one(customer).nextStep().due();

        time.moveTo(due.minus(Duration.ofMinutes(1)));
        assertThat(time.fireDueTimers(customer)).isEqualTo(1);
        assertThat(reader.journal(customer, null, 1).items().get(0))
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo("reminder"))
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("Reminder: First answer to a new lead."));

        time.moveTo(due.plus(Duration.ofMinutes(1)));
        assertThat(time.fireDueTimers(customer)).isEqualTo(1);
        assertThat(reader.journal(customer, null, 1).items().get(0))
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo("breach"))
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("Overdue: First answer to a new lead."))
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("baton"));
        stands(customer, "new-lead", "Qualify lead", "team sales");
    }

    @Test
    @Tag("C3")
    void endsALostLeadAndALostDealAsLost() {
        for (String step : List.of("Qualify lead", "Send proposal", "Get decision")) {
            String customer = walk.newLead();
            if (!step.equals("Qualify lead")) {
                walk.qualify(customer, "tom");
            }
            if (step.equals("Get decision")) {
                walk.sendProposal(customer, "tom");
            }

            walk.complete(customer, step, "tom", Map.of("decision", "lost", "lossReason", "price"));

            ended(customer, "lost");
        }
    }

    @Test
    @Tag("C3")
    void endsACustomerWhoCancelsAsFormerCustomer() {
        String beforeKickoff = walk.wonCustomer();
        walk.handOver(beforeKickoff, "tom", "dana");
        walk.complete(
                beforeKickoff, "Hold kickoff", "dana", Map.of("decision", "cancelled", "lossReason", "no-budget"));
        ended(beforeKickoff, "former-customer");

        String inDelivery = walk.wonCustomer();
        walk.handOver(inDelivery, "tom", "dana");
        walk.holdKickoff(inDelivery, "dana");
        walk.complete(
                inDelivery,
                "Deliver service",
                "dana",
                Map.of("decision", "open", "deliverOn", walk.inDays(30), "note", "Two weeks more."));
        walk.complete(
                inDelivery, "Deliver service", "dana", Map.of("decision", "cancelled", "lossReason", "no-budget"));
        ended(inDelivery, "former-customer");

        String atRisk = walk.customerInService(300);
        walk.complete(atRisk, "Check in with customer", "sue", Map.of("decision", "at-risk"));
        walk.complete(atRisk, "Rescue customer", "sue", Map.of("decision", "open"));
        walk.complete(atRisk, "Rescue customer", "sue", Map.of("decision", "cancelled", "lossReason", "competitor"));
        ended(atRisk, "former-customer");

        String notRenewed = walk.customerInService(20);
        walk.complete(notRenewed, "Review renewal", "sue", Map.of("decision", "open"));
        walk.complete(notRenewed, "Review renewal", "sue", Map.of("decision", "declined", "lossReason", "price"));
        ended(notRenewed, "former-customer");
    }

    @Test
    void letsARescuedCustomerRenewEarlyAndAWellOneGoOn() {
        String customer = walk.customerInService(300);

        walk.complete(customer, "Check in with customer", "sue", Map.of("decision", "well"));
        walk.complete(customer, "Check in with customer", "sue", Map.of("decision", "at-risk"));
        walk.complete(customer, "Rescue customer", "sue", Map.of("decision", "renewing"));

        stands(customer, "renewal", "Review renewal", "sue");
    }

    @Test
    @Tag("C11")
    void asksForWhatIsOpenBeforeTheRenewal() {
        String customer = walk.customerWithoutAnInvoice();

        walk.setRenewalDate(customer, "sue", 10);
        stands(customer, "in-service", "Settle open points", "sue");
        walk.complete(customer, "Settle open points", "sue", Map.of("decision", "settled", "projectInvoiced", true));

        stands(customer, "renewal", "Review renewal", "sue");
    }

    @Test
    @Tag("C11")
    void letsACustomerGoWhoDoesNotPayAndCancels() {
        String customer = walk.customerWithoutAnInvoice();
        walk.setRenewalDate(customer, "sue", 10);

        walk.complete(
                customer,
                "Settle open points",
                "sue",
                Map.of("decision", "cancelled", "lossReason", "service-quality"));

        ended(customer, "former-customer");
    }

    /** The tables of a playbook that nobody programmed, as a process owner deploys them while customers are served. */
    @Test
    @Tag("C55")
    @Tag("C60")
    void endsAStageByItselfTheMomentItsLastCriterionIsMetWhereOwnTablesSaySo() {
        deployThePlaybookWebShop();
        String customer = walk.newLead(webShop());
        walk.qualify(customer, "tom");
        walk.sendProposal(customer, "tom");
        stands(customer, "proposal", "Get decision", "tom");

        put(customer, "{\"key\": \"billing.confirmed\"}");
        stands(customer, "proposal", "Get decision", "tom");
        put(customer, "{\"key\": \"contract.signed\"}");
        stands(customer, "proposal", "Write handoff note", "tom");
        assertThat(owner(customer)).isEqualTo("tom");
        put(customer, "{\"key\": \"contract.signed\"}");
        stands(customer, "proposal", "Write handoff note", "tom");

        walk.handOver(customer, "tom", "dana");
        stands(customer, "ready-for-delivery", "Hold kickoff", "dana");
        put(customer, "{\"key\": \"kickoff.scheduled\", \"value\": \"" + walk.inDays(4) + "\"}");
        stands(customer, "active-delivery", "Deliver service", "dana");

        order(customer, 1);
        order(customer, 2);
        order(customer, 2);
        stands(customer, "active-delivery", "Deliver service", "dana");
        assertThatThrownBy(() -> walk.deliver(customer, "dana"))
                .hasMessage("Cannot leave Active delivery: not enough orders shipped (2 of 3).");
        order(customer, 3);
        stands(customer, "active-delivery", "Write handoff note", "dana");
        order(customer, 4);
        walk.handOver(customer, "dana", "sue");
        stands(customer, "in-service", "Set renewal date", "sue");
        assertThat(reader.journal(customer, null, 200).items())
                .extracting(entry -> entry.text())
                .containsOnlyOnce(
                        "Proposal ended by itself: all its exit criteria are met.",
                        "Ready for delivery ended by itself: all its exit criteria are met.",
                        "Active delivery ended by itself: all its exit criteria are met.");
    }

    /** A fact may come before the stage that asks for it. */
    @Test
    @Tag("C55")
    void passesStraightThroughAStageWhoseCriteriaAreMetOnEntry() {
        deployThePlaybookWebShop();
        String customer = walk.newLead(webShop());
        put(customer, "{\"key\": \"kickoff.scheduled\", \"value\": \"" + walk.inDays(4) + "\"}");
        put(customer, "{\"key\": \"billing.confirmed\"}");
        put(customer, "{\"key\": \"contract.signed\"}");
        for (int order = 1; order <= 3; order++) {
            order(customer, order);
        }
        walk.qualify(customer, "tom");

        walk.sendProposal(customer, "tom");
        stands(customer, "proposal", "Write handoff note", "tom");
        walk.handOver(customer, "tom", "dana");

        stands(customer, "active-delivery", "Write handoff note", "dana");
    }

    /** Stages that end by themselves from the first on, others that are not used, and a team that has the customer at once. */
    @Test
    @Tag("C54")
    @Tag("C55")
    void goesThroughAPlaybookOfTwoStagesWhereOwnTablesSaySo() {
        modeler.begin();
        EditedTable playbooks = new EditedTable("lead/playbooks").row("\"fast-lane\"", "\"Fast lane\"");
        EditedTable criteria = new EditedTable("gate/exit-criteria")
                .row("\"fast-lane\"", "\"new-lead\"", "\"order.signed\"", "", "", "false")
                .row("\"fast-lane\"", "\"qualified\"", "\"billing.confirmed\"", "", "", "false");
        EditedTable custody = new EditedTable("gate/custody")
                .row("\"fast-lane\"", "\"new-lead\"", "\"sales\"", "\"success\"", "\"automatic\"")
                .row("\"fast-lane\"", "\"qualified\"", "\"sales\"", "\"success\"", "\"automatic\"", "\"at-once\"")
                .row("\"fast-lane\"", "\"proposal\"", "\"sales\"", "\"success\"", "\"not-used\"")
                .row("\"fast-lane\"", "\"ready-for-delivery\"", "\"sales\"", "\"success\"", "\"not-used\"")
                .row("\"fast-lane\"", "\"active-delivery\"", "\"sales\"", "\"success\"", "\"not-used\"");
        EditedTable receivers =
                new EditedTable("handoff/handoff-receivers").row("\"fast-lane\"", "\"success\"", "\"mia\"");
        Rest.Answer deployed = modeler.deploy(
                "olga",
                Map.of(
                        playbooks.file(), playbooks.xml(),
                        criteria.file(), criteria.xml(),
                        custody.file(), custody.xml(),
                        receivers.file(), receivers.xml()));
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
        String customer = walk.newLead(Walk.lead("In a hurry", "fast-lane"));
        stands(customer, "new-lead", "Qualify lead", "team sales");

        put(customer, "{\"key\": \"order.signed\"}");
        stands(customer, "qualified", "Send proposal", "team sales");
        put(customer, "{\"key\": \"billing.confirmed\"}");

        stands(customer, "in-service", "Set renewal date", "mia");
        assertThat(owner(customer)).isEqualTo("mia");
        assertThat(reader.journal(customer, null, 200).items())
                .extracting(entry -> entry.text())
                .contains("Handed over to mia at once.", "Introduction to Ann Example: mia takes over.")
                .noneMatch(text -> text.contains("from integration"));
    }

    /** The giver takes an offer back before it is answered, and names somebody else. */
    @Test
    @Tag("C58")
    void letsTheGiverTakeAnOfferBack() {
        String customer = walk.wonCustomer();
        walk.offer(customer, "tom", "dana");
        String path = "/api/customers/" + customer + "/handoff/withdrawal";

        Rest.Answer receiver = rest.post("dana", path, "{\"reason\":\"No time.\"}");
        assertThat(receiver.status()).isEqualTo(403);
        Rest.Answer withoutReason = rest.post("tom", path, "{}");
        assertThat(withoutReason.status()).isEqualTo(400);
        stands(customer, "proposal", "Accept handoff", "dana");

        Rest.Answer withdrawn = rest.post("tom", path, "{\"reason\":\"Dana is on leave.\"}");
        assertThat(withdrawn.status()).as(withdrawn.raw().body()).isEqualTo(200);
        stands(customer, "proposal", "Write handoff note", "tom");
        Rest.Answer again = rest.post("tom", path, "{\"reason\":\"Dana is on leave.\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("detail").asText())
                .isEqualTo("The handoff is not waiting for an answer: there is nothing to withdraw.");
        walk.handOver(customer, "tom", "mia");
        assertThat(owner(customer)).isEqualTo("mia");
    }

    private void deployThePlaybookWebShop() {
        modeler.begin();
        EditedTable playbooks = new EditedTable("lead/playbooks").row("\"web-shop\"", "\"Web shop\"");
        EditedTable criteria = new EditedTable("gate/exit-criteria")
                .row("\"web-shop\"", "\"proposal\"", "\"contract.signed\"", "", "", "false")
                .row("\"web-shop\"", "\"proposal\"", "\"billing.confirmed\"", "", "", "false")
                .row("\"web-shop\"", "\"ready-for-delivery\"", "\"kickoff.scheduled\"", "", "", "false")
                .row("\"web-shop\"", "\"active-delivery\"", "\"orders.shipped\"", "", "3", "false");
        EditedTable custody = new EditedTable("gate/custody")
                .row("\"web-shop\"", "\"proposal\"", "\"sales\"", "\"success\"", "\"automatic\"")
                .row("\"web-shop\"", "\"ready-for-delivery\"", "\"delivery\"", "\"success\"", "\"automatic\"")
                .row("\"web-shop\"", "\"active-delivery\"", "\"delivery\"", "\"success\"", "\"automatic\"");
        Rest.Answer answer = modeler.deploy(
                "olga",
                Map.of(
                        playbooks.file(), playbooks.xml(),
                        criteria.file(), criteria.xml(),
                        custody.file(), custody.xml()));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    private static NewLead webShop() {
        NewLead lead = Walk.lead("Shop");
        return new NewLead(lead.company(), lead.contact(), null, null, null, "web", null, null, null, "web-shop", null);
    }

    private void order(String customer, int number) {
        put(customer, "{\"key\": \"orders.shipped\", \"increment\": 1, \"eventId\": \"o-" + number + "\"}");
    }

    private void put(String customer, String fact) {
        Rest.Answer answer = rest.post("integration", "/api/customers/" + customer + "/evidence", fact);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    }

    @Test
    @Tag("C12")
    @Tag("C13")
    @Tag("C15")
    void recordsTheBreachOfEveryStepWhenItsDatePassesAndNotAMinuteEarlier() {
        String customer = walk.newLead();
        missed(customer, "First answer to a new lead");
        walk.qualify(customer, "tom");
        missed(customer, "Proposal to a qualified lead");
        walk.sendProposal(customer, "tom");
        missed(customer, "Follow-up on an open proposal");
        walk.complete(customer, "Get decision", "tom", Map.of("decision", "open"));
        missed(customer, "Follow-up on an open proposal");
        passed(customer, "Decision on a proposal");
        walk.win(customer, "tom");
        missed(customer, "Handoff note for the next owner");
        walk.offer(customer, "tom", "dana");
        missed(customer, "Answer from the next owner");
        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));
        missed(customer, "Kickoff with a new customer");
        walk.holdKickoff(customer, "dana");
        missed(customer, "Delivery of what was sold");
        walk.deliver(customer, "dana");
        walk.handOver(customer, "dana", "sue");
        missed(customer, "Renewal date on record");
        walk.setRenewalDate(customer, "sue", 400);
        missed(customer, "Check-in with a customer in service");
        walk.complete(customer, "Check in with customer", "sue", Map.of("decision", "at-risk"));
        missed(customer, "Next step for a customer at risk");
        walk.complete(customer, "Rescue customer", "sue", Map.of("decision", "renewing"));
        missed(customer, "Agreement on the renewal");

        String unpaid = walk.customerWithoutAnInvoice();
        walk.setRenewalDate(unpaid, "sue", 10);
        missed(unpaid, "What is open before the renewal");
    }

    /** Both sides of the date of what is open: nothing missed a minute before it, and missed a minute after. */
    private void missed(String customer, String label) {
        long before = breaches(customer, label);
        Instant due = reader.one(customer).nextStep().due();
        time.moveTo(due.minus(Duration.ofMinutes(1)));
        time.fireDueTimers(customer);
        assertThat(breaches(customer, label)).as(label).isEqualTo(before);

        time.moveTo(due.plus(Duration.ofMinutes(1)));
        time.fireDueTimers(customer);
        assertThat(breaches(customer, label)).as(label).isEqualTo(before + 1);
        // Fired once more it changes nothing.
        time.fireDueTimers(customer);
        assertThat(breaches(customer, label)).as(label).isEqualTo(before + 1);
    }

    /** A date that stands beside the task's own passes, some time. */
    private void passed(String customer, String label) {
        for (int days = 0; days < 60 && breaches(customer, label) == 0; days++) {
            time.forward(Duration.ofDays(1));
            time.fireDueTimers(customer);
        }
        assertThat(breaches(customer, label)).as(label).isEqualTo(1);
    }

    private long breaches(String customer, String label) {
        return reader.journal(customer, null, 200).items().stream()
                .filter(entry -> entry.kind().equals("breach") && entry.text().equals("Overdue: " + label + "."))
                .count();
    }

    @Test
    void visitsEveryFlowNodeOfEveryDiagramOverThisClass() {
        recordsTheBreachOfEveryStepWhenItsDatePassesAndNotAMinuteEarlier();
        time.reset();
        endsAStageByItselfTheMomentItsLastCriterionIsMetWhereOwnTablesSaySo();
        passesStraightThroughAStageWhoseCriteriaAreMetOnEntry();
        showsAtEveryStepWhatTheTasklistShows();
        letsOnePersonWhoWearsEveryHatWalkThroughWithoutCeremony();
        startsTheRenewalOnTheBusinessDayThirtyDaysBeforeItsDateAndNotAMinuteEarlier();
        time.reset();
        entersRenewalAtOnceWhenTheDateIsNear();
        writesAMissedFirstResponseIntoTheJournalWhenItHappens();
        time.reset();
        endsALostLeadAndALostDealAsLost();
        endsACustomerWhoCancelsAsFormerCustomer();
        letsARescuedCustomerRenewEarlyAndAWellOneGoOn();
        sendsAHandoffBackUntilItIsAcceptedLate();
        goesThroughAPlaybookOfTwoStagesWhereOwnTablesSaySo();
        letsTheGiverTakeAnOfferBack();
        asksForWhatIsOpenBeforeTheRenewal();
        letsACustomerGoWhoDoesNotPayAndCancels();
        comesBackToALeadThatWasReachedAndClosesItOnceItIsSilentForGood();

        Set<String> notVisited = new TreeSet<>();
        for (var definition : engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()) {
            if (List.of(
                            "lead-intake",
                            "bring-in",
                            "gate-override",
                            "stalled-work",
                            "escalation",
                            "wait-for-customer",
                            "log-reply",
                            "support-case",
                            "possible-duplicate",
                            "absence",
                            "call-off-absence",
                            "urgent-matter",
                            "recompute-deadlines",
                            "dispatch-leads",
                            "import-customers",
                            "undo-import")
                    .contains(definition.getKey())) {
                continue;
            }
            Set<String> visited = new TreeSet<>();
            engine.getHistoryService()
                    .createHistoricActivityInstanceQuery()
                    .processDefinitionId(definition.getId())
                    .list()
                    .forEach(activity -> visited.add(activity.getActivityId()));
            engine
                    .getRepositoryService()
                    .getBpmnModelInstance(definition.getId())
                    .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.FlowNode.class)
                    .stream()
                    .filter(node -> !visited.contains(node.getId()))
                    .forEach(node -> notVisited.add(definition.getKey() + ": " + node.getId()));
        }
        assertThat(notVisited).isEmpty();
    }

    @Test
    @Tag("C12")
    void comesBackToALeadThatWasReachedAndClosesItOnceItIsSilentForGood() {
        String customer = walk.newLead();
        String touches = "/api/customers/" + customer + "/touches";
        assertThat(rest.post("tom", touches, "{\"kind\":\"call\"}").status()).isEqualTo(201);
        stands(customer, "new-lead", "Follow up lead", "tom");
        assertThat(rest.post("tom", touches, "{\"kind\":\"mail\"}").status()).isEqualTo(201);
        walk.complete(customer, "Follow up lead", "tom", Map.of("decision", "reached", "touchKind", "meeting"));
        stands(customer, "new-lead", "Follow up lead", "tom");

        for (int week = 0; week < 14; week++) {
            time.forward(Duration.ofDays(7));
            time.work(customer);
        }

        assertThat(reader.one(customer).stage()).isEqualTo("lost");
    }

    @Test
    @Tag("C8")
    void sendsAHandoffBackUntilItIsAcceptedLate() {
        String customer = walk.wonCustomer();
        walk.offer(customer, "tom", "dana");
        walk.complete(
                customer,
                "Accept handoff",
                "dana",
                Map.of("decision", "returned", "returnReason", "contact-missing", "returnNote", "Who signs?"));
        stands(customer, "proposal", "Write handoff note", "tom");
        assertThat(reader.one(customer).handoff().state()).isEqualTo("returned");

        walk.offer(customer, "tom", "dana");
        time.moveTo(reader.one(customer).nextStep().due().plus(Duration.ofMinutes(1)));
        assertThat(time.fireDueTimers(customer)).isEqualTo(1);
        walk.complete(customer, "Accept handoff", "dana", Map.of("decision", "accepted"));

        stands(customer, "ready-for-delivery", "Hold kickoff", "dana");
        assertThat(reader.one(customer).handoff()).isNull();
        time.reset();
    }

    /** The record and the engine say the same: stage, next step, who has it, until when. */
    private void stands(String customer, String stage, String task, String who) {
        CustomerView shown = reader.one(customer);
        Task open = openTask(customer);

        assertThat(shown.stage()).isEqualTo(stage);
        assertThat(open.getName()).isEqualTo(task);
        assertThat(shown.nextStep().what()).isEqualTo(open.getName());
        assertThat(shown.nextStep().taskId()).isEqualTo(open.getId());
        assertThat(shown.nextStep().due()).isEqualTo(open.getDueDate().toInstant());
        assertThat(shown.nextStep().who()).isEqualTo(whoHas(open));
        assertThat((shown.nextStep().who().type() == PartyType.TEAM ? "team " : "")
                        + shown.nextStep().who().id())
                .isEqualTo(who);
        assertThat(shown.owner()).isNotNull();
        standsOnTheMap(customer, stage, task);
    }

    /** The stage is where the token stands; while a customer changes hands the stage is still the giver's. */
    private void standsOnTheMap(String customer, String stage, String task) {
        ProcessInstance lifecycle = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .rootProcessInstances()
                .processDefinitionKey("customer-lifecycle")
                .singleResult();
        String label = Stage.of(stage).label();
        boolean changesHands = task.contains("handoff");
        String handoff = stage.equals("proposal") ? "Activity_HandoffToDelivery" : "Activity_HandoffToService";

        BpmnAwareTests.init(engine);
        BpmnAwareTests.assertThat(lifecycle)
                .isWaitingAtExactly(
                        changesHands
                                ? handoff
                                : "Activity_"
                                        + Arrays.stream(label.split(" "))
                                                .map(StringUtils::capitalize)
                                                .collect(joining()));
    }

    private void ended(String customer, String stage) {
        CustomerView shown = reader.one(customer);
        assertThat(shown.stage()).isEqualTo(stage);
        assertThat(shown.nextStep()).isNull();
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(customer)
                        .count())
                .isZero();
    }

    private String owner(String customer) {
        return reader.one(customer).owner().id();
    }

    private Task openTask(String customer) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult();
    }

    private PartyView whoHas(Task task) {
        if (task.getAssignee() != null) {
            return new PartyView(PartyType.PERSON, task.getAssignee());
        }
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .map(group -> new PartyView(PartyType.TEAM, group))
                .findFirst()
                .orElseThrow();
    }
}
