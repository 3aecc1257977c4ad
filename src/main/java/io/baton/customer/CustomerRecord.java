package io.baton.customer;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.JournalEntry.Kind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the record. Every change leaves an entry in the journal, in the same transaction.
 *
 * <p>Stage and owner are changed by process steps alone; notes may come through any door. Every method refuses an
 * unknown number with {@link Refusal.Kind#NOT_FOUND}.
 */
@Service
@Transactional
public class CustomerRecord {

    /** Who has a lead until {@code route-lead.dmn} has said it, a moment later in the same transaction. */
    public static final Party UNROUTED = Party.team("sales");

    /** Nobody looks through more people of one customer than that. */
    private static final int MOST_CONTACTS = 50;

    private final Customers customers;
    private final Contacts contacts;
    private final JournalEntries journal;
    private final Contributors contributors;
    private final LossReasons lossReasons;
    private final ValueTiers valueTiers;
    private final Clock clock;
    private final ObjectProvider<StageExit> exits;
    private final NewHere newHere;

    CustomerRecord(
            Customers customers,
            Contacts contacts,
            JournalEntries journal,
            Contributors contributors,
            LossReasons lossReasons,
            ValueTiers valueTiers,
            Clock clock,
            ObjectProvider<StageExit> exits,
            NewHere newHere) {
        this.customers = customers;
        this.contacts = contacts;
        this.journal = journal;
        this.contributors = contributors;
        this.lossReasons = lossReasons;
        this.valueTiers = valueTiers;
        this.clock = clock;
        this.exits = exits;
        this.newHere = newHere;
    }

    /**
     * Opens the record of a new lead.
     *
     * @param owner the team that has the lead until a person takes it
     * @param by who brought it
     * @param message what the lead wrote or said, or null
     * @return the new customer's number
     */
    public String open(NewCustomer lead, Party owner, String by, @Nullable String message) {
        Instant now = clock.instant();
        Customer customer = customers.save(new Customer(lead, owner, now));
        weigh(customer);
        newHere.add(customer, contacts.save(Contact.primaryOf(customer.id(), lead)));
        if (message != null) {
            customer.noted(now, by, message);
        }
        Map<String, Object> data = arrival(lead, message);
        data.put("firstSeenAt", now.toString());
        write(customer, by, Kind.LEAD, "Lead arrived from " + lead.source() + ".", data);
        return customer.number();
    }

    /**
     * The customer came again. What is new about whom to talk to is kept as another contact; whoever was lost or left is a
     * new lead once more, whose lifecycle the caller begins.
     *
     * @param reason why it is the same customer, in words
     * @param message what was written or said this time, or null
     * @return whether the customer is back
     */
    public boolean cameAgain(String number, NewCustomer lead, String reason, @Nullable String message, String by) {
        Customer customer = hold(number);
        Instant now = clock.instant();
        Map<String, Object> data = arrival(lead, message);
        data.put("reason", reason);
        Map<String, String> differs = differences(customer, lead);
        if (!differs.isEmpty()) {
            data.put("differs", differs);
        }
        Stage before = customer.stage();
        if (before.isEnd()) {
            data.put("backFrom", before.id());
        }
        String text = "Came again from " + lead.source()
                + (lead.campaign() == null ? "" : ", campaign " + lead.campaign())
                + " (" + reason + ")."
                + differs.entrySet().stream()
                        .map(entry -> " New " + entry.getKey() + ": " + entry.getValue() + ".")
                        .collect(Collectors.joining());
        write(customer, by, Kind.TOUCH, text, data);
        customer.noted(now, by, message == null ? text : message);
        if (!before.isEnd()) {
            return false;
        }
        letContributorsGo(number, by);
        customer.comeBack(UNROUTED, now);
        customer.wants(lead.product(), lead.timeline(), lead.budgetAmount(), lead.budgetCurrency());
        weigh(customer);
        write(
                customer,
                by,
                Kind.STAGE,
                "Back as a new lead, after " + before.label() + ".",
                Map.of("from", before.id(), "to", Stage.NEW_LEAD.id(), "event", "back"));
        return true;
    }

    /** What the lead says otherwise than the record; a person, an address or a number that is new is kept. */
    private Map<String, String> differences(Customer customer, NewCustomer lead) {
        List<Contact> known = contacts.findByCustomerIdOrderById(customer.id(), Limit.of(MOST_CONTACTS));
        Map<String, String> differs = new LinkedHashMap<>();
        if (!customer.company().equals(lead.company())) {
            differs.put("company name", lead.company());
        }
        if (known.stream().anyMatch(contact -> contact.covers(lead))) {
            return differs;
        }
        differs.put(
                "contact",
                Stream.of(lead.contactName(), lead.email(), lead.phone())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", ")));
        if (known.size() < MOST_CONTACTS) {
            contacts.save(Contact.furtherOf(customer.id(), lead));
        }
        return differs;
    }

    /** What reports need of every arrival, also of one that is no new record. */
    private static Map<String, Object> arrival(NewCustomer lead, @Nullable String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", lead.source());
        putIfGiven(data, "campaign", lead.campaign());
        lead.cost().ifPresent(cost -> data.put("cost", cost));
        putIfGiven(data, "product", lead.product());
        putIfGiven(data, "region", lead.region());
        putIfGiven(data, "message", message);
        return data;
    }

    /** What is known of a customer now. */
    @Transactional(readOnly = true)
    public CustomerFacts facts(String number) {
        return CustomerFacts.of(find(number));
    }

    /**
     * How a customer can be reached.
     *
     * @param email the primary contact's mail address, if it is known
     * @param phone the primary contact's phone number, if it is known
     * @param language in which they are talked to, ISO 639-1, if it is known
     */
    public record Reach(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String language) {}

    /** How a customer can be reached now. */
    @Transactional(readOnly = true)
    public Reach reach(String number) {
        Customer customer = find(number);
        Contact contact = newHere.find(number)
                .map(NewHere.One::contact)
                .orElseGet(() -> contacts.findByCustomerIdAndPrimaryTrue(customer.id()));
        return new Reach(contact.email(), contact.phone(), customer.language());
    }

    /** Reads many customers with one look, so that each is at hand when it is asked for in the same transaction. */
    @Transactional(readOnly = true)
    public void readAll(Collection<String> numbers) {
        customers.findByIdIn(numbers.stream().map(CustomerNumber::idOf).toList());
    }

    /** Records that a step got another date without anybody having done anything about it. */
    public void rescheduled(String number, String by, String what, Map<String, Object> data) {
        write(find(number), by, Kind.OUTCOME, what, data);
    }

    /** Holds the rows of many customers until the transaction ends, in the order of their numbers. */
    public void lockAll(Collection<String> numbers) {
        customers.lockAll(numbers.stream().map(CustomerNumber::idOf).toList());
    }

    /**
     * Refuses what is to be written to customers whose import was undone: nobody would ever see it. To be called once they
     * are held ({@link #lockAll}).
     *
     * @throws Refusal where there is one among them
     */
    public void requireNoneUndone(Collection<String> numbers) {
        List<Long> undone = numbers.isEmpty()
                ? List.of()
                : customers.undone(numbers.stream().map(CustomerNumber::idOf).toList());
        if (!undone.isEmpty()) {
            throw Refusal.conflict("The import that brought %s was undone at this moment; try again."
                    .formatted(CustomerNumber.of(undone.get(0))));
        }
    }

    /**
     * Holds the customer's row as {@link #lock} does.
     *
     * @return whether it counts: that the import which brought it was not undone
     */
    public boolean lockUnlessUndone(String number) {
        return customers.undone(List.of(hold(number).id())).isEmpty();
    }

    /** Holds the customer's row until the transaction ends, so that whatever is written next is written after another. */
    public CustomerFacts lock(String number) {
        if (newHere.contains(number)) {
            return facts(number);
        }
        return CustomerFacts.of(hold(number));
    }

    /**
     * The customer enters a stage: called where a stage's diagram begins. Whatever brought it here, it enters another
     * stage only with everything that its present one asks for.
     *
     * @throws Refusal where a criterion is missing
     */
    public CustomerFacts enter(String number, Stage stage, String by) {
        Customer customer = find(number);
        Stage before = customer.stage();
        if (before != stage) {
            requireExit(customer);
        }
        customer.enter(stage, clock.instant());
        write(
                customer,
                by,
                Kind.STAGE,
                "Entered " + stage.label() + ".",
                Map.of("from", before.id(), "to", stage.id()));
        return CustomerFacts.of(customer);
    }

    /**
     * Asks whether the customer may leave its stage now.
     *
     * @throws Refusal where a criterion is missing
     */
    public void requireExit(String number) {
        requireExit(find(number));
    }

    private void requireExit(Customer customer) {
        // Nobody withdraws a fact between this look and the end of the transaction.
        customers.lock(customer.id());
        CustomerFacts facts = CustomerFacts.of(customer);
        exits.forEach(exit -> exit.requireMet(facts));
    }

    /** The customer gets another owner; nothing is written where it has this owner already. */
    public void assign(String number, Party owner, String by) {
        Customer customer = find(number);
        Party before = customer.owner();
        if (before.equals(owner)) {
            return;
        }
        customer.ownedBy(owner);
        write(
                customer,
                by,
                Kind.OWNER,
                "Owner is now " + owner + ".",
                Map.of(
                        "from",
                                Map.of(
                                        "type",
                                        before.type().name().toLowerCase(java.util.Locale.ROOT),
                                        "id",
                                        before.id()),
                        "to",
                                Map.of(
                                        "type",
                                        owner.type().name().toLowerCase(java.util.Locale.ROOT),
                                        "id",
                                        owner.id())));
    }

    /**
     * Records what came of a step.
     *
     * @param what the outcome as a sentence
     * @param data the facts behind it, for reports
     * @param note what the person wrote beside it, or null
     */
    public void outcome(String number, String by, String what, Map<String, Object> data, @Nullable String note) {
        Customer customer = find(number);
        write(customer, by, Kind.OUTCOME, what, data);
        noteIfGiven(customer, by, note);
    }

    /** Adds a note. */
    public void note(String number, String by, @Nullable String text) {
        note(number, by, text, Map.of());
    }

    /**
     * Adds a note.
     *
     * @param data what is known of where it comes from
     */
    void note(String number, String by, @Nullable String text, Map<String, Object> data) {
        note(find(number), by, Texts.required("text", text, Texts.LONG), data);
    }

    /** Records that a fact was put on file or withdrawn. */
    public void evidence(String number, String by, String what, Map<String, Object> data, @Nullable String note) {
        newHere.hasMore(number);
        Customer customer = find(number);
        write(customer, by, Kind.EVIDENCE, what, data);
        noteIfGiven(customer, by, note);
    }

    /** Records that a handoff began, was offered, answered or done. */
    public void handoff(String number, String by, String what, Map<String, Object> data, @Nullable String note) {
        Customer customer = find(number);
        write(customer, by, Kind.HANDOFF, what, data);
        noteIfGiven(customer, by, note);
    }

    /** Records that an override was asked for or decided. */
    public void override(String number, String by, String what, Map<String, Object> data) {
        newHere.hasMore(number);
        write(find(number), by, Kind.OVERRIDE, what, data);
    }

    /** Records that a step was not done in time: written when it happens, with the owner of that moment. */
    public void breached(String number, String by, String what, Map<String, Object> data) {
        onStep(number, by, Kind.BREACH, what, data);
    }

    /** Records to which pool a lead went, and why. */
    public void routed(String number, String by, String what, Map<String, Object> data) {
        write(find(number), by, Kind.ROUTED, what, data);
    }

    /** Records that somebody got in touch with the customer, or tried to. */
    public void contacted(String number, String by, String what, Map<String, Object> data, @Nullable String note) {
        Customer customer = find(number);
        onStep(number, by, Kind.CONTACTED, what, data);
        noteIfGiven(customer, by, note);
    }

    /** Records that a lead went back to its pool since nobody reached it: no new lead, but another try. */
    public void recycled(String number, String by, String what, Map<String, Object> data) {
        onStep(number, by, Kind.RECYCLED, what, data);
    }

    /** Records that somebody was reminded of a step. */
    public void reminded(String number, String by, String what, Map<String, Object> data) {
        onStep(number, by, Kind.REMINDER, what, data);
    }

    /** Records a rung of the ladder that a missed step climbs, or what came of it. */
    public void escalated(String number, String by, String what, Map<String, Object> data) {
        onStep(number, by, Kind.ESCALATION, what, data);
    }

    /** Records that a step waits for the customer, or goes on. */
    public void paused(String number, String by, String what, Map<String, Object> data) {
        onStep(number, by, Kind.PAUSE, what, data);
    }

    /** Records that a customer reported something: one more case is open. */
    public void caseOpened(String number, String by, String what, Map<String, Object> data) {
        find(number).caseOpened();
        onStep(number, by, Kind.CASE, what, data);
    }

    /** Records what became of a case. */
    public void onCase(String number, String by, String what, Map<String, Object> data) {
        onStep(number, by, Kind.CASE, what, data);
    }

    /** Records that a case is solved: one less is open. */
    public void caseClosed(String number, String by, String what, Map<String, Object> data) {
        find(number).caseClosed();
        onStep(number, by, Kind.CASE, what, data);
    }

    private void onStep(String number, String by, Kind kind, String what, Map<String, Object> data) {
        Customer customer = find(number);
        Map<String, Object> all = new LinkedHashMap<>(data);
        all.put("owner", customer.owner().id());
        all.put("stage", customer.stage().id());
        write(customer, by, kind, what, all);
    }

    /** Records that a manager gave a task to another person. */
    void reassigned(String number, String by, String task, @Nullable String from, String to, String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task", task);
        putIfGiven(data, "from", from);
        data.put("to", to);
        data.put("reason", reason);
        write(find(number), by, Kind.REASSIGNED, "'" + task + "' was given to " + to + ": " + reason, data);
    }

    /**
     * Ends the lifecycle: a lead is lost, a customer becomes a former customer.
     *
     * @param reason a reason from the table of loss reasons
     * @param note free text beside it, or null
     * @throws Refusal where the reason is missing or unknown
     */
    public Stage leave(String number, String by, @Nullable String reason, @Nullable String note) {
        String label = lossReasons.labelOf(reason);
        Customer customer = find(number);
        Stage before = customer.stage();
        Stage end = customer.leave(clock.instant());
        write(
                customer,
                by,
                Kind.CLOSED,
                end.label() + ": " + label + ".",
                Map.of("from", before.id(), "to", end.id(), "reason", reason));
        noteIfGiven(customer, by, note);
        return end;
    }

    /** The customer follows another playbook from now on; nothing is written where it follows this one already. */
    public void follow(String number, String playbook, @Nullable String reason, String by) {
        Customer customer = find(number);
        String before = customer.playbook();
        if (before.equals(playbook)) {
            return;
        }
        customer.follow(playbook);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", before);
        data.put("to", playbook);
        putIfGiven(data, "reason", reason);
        write(
                customer,
                by,
                Kind.PLAYBOOK,
                "Follows the playbook " + playbook + (reason == null ? "." : ": " + reason),
                data);
    }

    /** What is known better now of what the lead wants; what is null stays as it is. */
    public void wants(
            String number,
            @Nullable String product,
            @Nullable String timeline,
            @Nullable BigDecimal budget,
            @Nullable String currency) {
        Customer customer = find(number);
        customer.wants(product, timeline, budget, currency);
        weigh(customer);
    }

    /** Somebody is brought in: reads and notes, and is not accountable. */
    void broughtIn(String number, String person, String reason, String by) {
        write(
                find(number),
                by,
                Kind.CONTRIBUTOR,
                person + " was brought in: " + reason,
                Map.of("event", "named", "person", person, "reason", reason));
    }

    /** Whom one owner brought in, the next one may not want: who contributes is said anew. */
    public void letContributorsGo(String number, String by) {
        contributors
                .deleteByIdCustomerId(CustomerNumber.idOf(number))
                .forEach(contributor -> letGo(number, contributor.getId().person(), by));
    }

    /** Somebody who was brought in is not needed any more. */
    void letGo(String number, String person, String by) {
        write(
                find(number),
                by,
                Kind.CONTRIBUTOR,
                person + " is no contributor any more.",
                Map.of("event", "removed", "person", person));
    }

    /** Records that a task went to a stand-in since its person is away, or came back. */
    public void lent(String number, String by, String what, Map<String, Object> data) {
        write(find(number), by, Kind.LENT, what, data);
    }

    /** Records that an urgent matter was raised or settled. */
    public void urgent(String number, String by, String what, Map<String, Object> data, @Nullable String note) {
        Customer customer = find(number);
        write(customer, by, Kind.URGENT, what, data);
        noteIfGiven(customer, by, note);
    }

    public void offered(String number, @Nullable BigDecimal amount, @Nullable String currency) {
        Customer customer = find(number);
        customer.offered(amount, currency);
        weigh(customer);
    }

    /** What was offered says more of a customer's worth than what they said they can spend. */
    private void weigh(Customer customer) {
        customer.worth(
                customer.offerAmount() == null
                        ? valueTiers.of(customer.budgetAmount(), customer.budgetCurrency())
                        : valueTiers.of(customer.offerAmount(), customer.offerCurrency()));
    }

    public void decidesOn(String number, @Nullable LocalDate date) {
        find(number).decidesOn(date);
    }

    public void renewsOn(String number, LocalDate date) {
        find(number).renewsOn(date);
    }

    /** Whatever is said of a customer that was merged into another is said of that one. */
    private Customer find(String number) {
        return newHere.find(number).map(NewHere.One::customer).orElseGet(() -> onRecord(number));
    }

    private Customer onRecord(String number) {
        Customer customer = customers.findById(CustomerNumber.idOf(number)).orElseThrow(() -> unknown(number));
        while (customer.mergedInto() != null) {
            customer = customers.findById(customer.mergedInto()).orElseThrow(() -> unknown(number));
        }
        return customer;
    }

    private Customer hold(String number) {
        long id = CustomerNumber.idOf(number);
        return customers.lock(id).orElseGet(() -> {
            Long survivor = customers.survivorOf(id);
            return Optional.ofNullable(survivor).flatMap(customers::lock).orElseThrow(() -> unknown(number));
        });
    }

    private static Refusal unknown(String number) {
        return Refusal.notFound("There is no customer with the number '" + number + "'.");
    }

    private void noteIfGiven(Customer customer, String by, @Nullable String note) {
        if (note != null) {
            note(customer, by, note, Map.of());
        }
    }

    private void note(Customer customer, String by, String text, Map<String, Object> data) {
        customer.noted(clock.instant(), by, text);
        write(customer, by, Kind.NOTE, text, data);
    }

    private void write(Customer customer, String by, Kind kind, String text, Map<String, Object> data) {
        journal.save(new JournalEntry(customer.id(), clock.instant(), by, kind, text, data));
    }

    private static void putIfGiven(Map<String, Object> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
