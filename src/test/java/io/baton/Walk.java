package io.baton;

import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import io.baton.lead.NewLead;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.boot.test.context.TestComponent;

/**
 * Takes a customer along its way through the real door and the real tasks. Each method does one stage with answers that
 * are right, so that a test says only what it is about.
 */
@TestComponent
public class Walk {

    private final LeadIntake intake;
    private final Desk desk;
    private final TimeMachine time;
    private final RepositoryService repository;
    private final FormService forms;

    Walk(LeadIntake intake, Desk desk, TimeMachine time, RepositoryService repository, FormService forms) {
        this.intake = intake;
        this.desk = desk;
        this.time = time;
        this.repository = repository;
        this.forms = forms;
    }

    /** So that no two leads are about the same customer. */
    private static final AtomicLong LEADS = new AtomicLong(System.nanoTime() / 1_000);

    /** A lead from a company that a small team might get; companies of one name have mail domains of their own. */
    public static NewLead lead(String company) {
        return new NewLead(
                company,
                new NewLead.Person(
                        "Ann Example", "ann@a" + Long.toString(LEADS.incrementAndGet(), 36) + ".example", null),
                null,
                null,
                null,
                "web",
                null,
                null,
                null,
                null,
                "Please call me.");
    }

    /** The same, following a playbook. */
    public static NewLead lead(String company, String playbook) {
        NewLead lead = lead(company);
        return new NewLead(
                lead.company(), lead.contact(), null, null, null, lead.source(), null, null, null, playbook, null);
    }

    /** A new lead arrives. */
    public String newLead() {
        return newLead(lead("ACME"));
    }

    public String newLead(NewLead lead) {
        String[] number = new String[1];
        desk.as("integration", () -> number[0] = intake.receive(lead, "integration"));
        return number[0];
    }

    /** Starts what the Tasklist's menu offers, with the answers in its form. */
    public void start(String process, String person, Map<String, Object> answers) {
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        desk.as(person, () -> forms.submitStartForm(definition, answers));
    }

    /** Completes the open task with this label. */
    public void complete(String customer, String task, String person, Map<String, Object> answers) {
        desk.complete(customer, task, person, new HashMap<>(answers));
    }

    public void qualify(String customer, String person) {
        complete(customer, "Qualify lead", person, Map.of("decision", "qualified", "nextStepOn", inDays(2)));
    }

    public void sendProposal(String customer, String person) {
        complete(customer, "Send proposal", person, Map.of("decision", "sent", "decisionOn", inDays(10)));
    }

    public void win(String customer, String person) {
        complete(
                customer,
                "Get decision",
                person,
                Map.of(
                        "decision",
                        "won",
                        "scopeConfirmed",
                        true,
                        "paymentTermsConfirmed",
                        true,
                        "kickoffOn",
                        inDays(5)));
    }

    /** The giver offers the customer to the receiver, and the receiver accepts. */
    public void handOver(String customer, String giver, String receiver) {
        offer(customer, giver, receiver);
        if (!giver.equals(receiver)) {
            complete(customer, "Accept handoff", receiver, Map.of("decision", "accepted"));
        }
    }

    public void offer(String customer, String giver, String receiver) {
        complete(
                customer,
                "Write handoff note",
                giver,
                Map.of("receiver", receiver, "handoffNote", "Promised: live in May. Nothing is unresolved."));
    }

    public void holdKickoff(String customer, String person) {
        complete(customer, "Hold kickoff", person, Map.of("decision", "held", "deliverOn", inDays(14)));
    }

    public void deliver(String customer, String person) {
        complete(customer, "Deliver service", person, Map.of("decision", "delivered", "projectInvoiced", true));
    }

    public void setRenewalDate(String customer, String person, int days) {
        complete(customer, "Set renewal date", person, Map.of("renewalOn", inDays(days)));
    }

    public void startRenewalEarly(String customer, String person) {
        complete(customer, "Check in with customer", person, Map.of("decision", "renewing"));
    }

    public void renew(String customer, String person) {
        complete(customer, "Review renewal", person, Map.of("decision", "renewed", "renewalOn", inDays(400)));
    }

    /** Everything up to Proposal, by one seller. */
    public String proposedCustomer() {
        String customer = newLead();
        qualify(customer, "tom");
        sendProposal(customer, "tom");
        return customer;
    }

    /** Everything up to the first stage of delivery, by people who each wear one hat. */
    public String wonCustomer() {
        String customer = proposedCustomer();
        win(customer, "tom");
        return customer;
    }

    /** Delivered and handed over to service, with the invoice still to be written. */
    public String customerWithoutAnInvoice() {
        String customer = wonCustomer();
        handOver(customer, "tom", "dana");
        holdKickoff(customer, "dana");
        complete(customer, "Deliver service", "dana", Map.of("decision", "delivered"));
        handOver(customer, "dana", "sue");
        return customer;
    }

    /** Everything up to In service, by people who each wear one hat. */
    public String customerInService(int renewalInDays) {
        String customer = wonCustomer();
        handOver(customer, "tom", "dana");
        holdKickoff(customer, "dana");
        deliver(customer, "dana");
        handOver(customer, "dana", "sue");
        setRenewalDate(customer, "sue", renewalInDays);
        return customer;
    }

    /** A day counted from the application's today, as forms send it. */
    public String inDays(int days) {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(days).toString();
    }

    private Instant now() {
        return time.now();
    }
}
