package io.baton.customer;

import io.baton.customer.JournalEntry.Kind;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what an import brings to the record: customers who stand somewhere already, and what is known better of those who
 * are there. That they came this way stands in their journal.
 */
@Service
@Transactional
public class ImportedCustomers {

    private final Customers customers;
    private final Contacts contacts;
    private final JournalEntries journal;
    private final CustomerRecord record;
    private final ValueTiers valueTiers;
    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final NewHere newHere;
    private final Clock clock;

    ImportedCustomers(
            Customers customers,
            Contacts contacts,
            JournalEntries journal,
            CustomerRecord record,
            ValueTiers valueTiers,
            JdbcClient jdbc,
            EntityManager entities,
            NewHere newHere,
            Clock clock) {
        this.customers = customers;
        this.contacts = contacts;
        this.journal = journal;
        this.record = record;
        this.valueTiers = valueTiers;
        this.jdbc = jdbc;
        this.entities = entities;
        this.newHere = newHere;
        this.clock = clock;
    }

    /**
     * Where a row comes from.
     *
     * @param by who imports
     * @param file the file's name
     * @param line the row's line in it
     */
    public record Origin(String by, long run, String file, long line) {

        private Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("import", run);
            data.put("file", file);
            data.put("line", line);
            return data;
        }
    }

    /**
     * Opens the record of a customer who stands in a stage already; that stage's diagram enters it once more and finds it
     * there. An end is entered at once, and nothing is open.
     *
     * @return what is known of the customer
     */
    public CustomerFacts open(
            NewCustomer from,
            Stage stage,
            Party owner,
            @Nullable LocalDate decisionOn,
            @Nullable LocalDate renewalOn,
            Origin origin) {
        Instant now = clock.instant();
        Customer customer = new Customer(from, owner, now);
        place(customer, stage, now);
        customer.decidesOn(decisionOn);
        if (renewalOn != null) {
            customer.renewsOn(renewalOn);
        }
        customer.worth(valueTiers.of(from.budgetAmount(), from.budgetCurrency()));
        customers.save(customer);
        newHere.add(customer, contacts.save(Contact.primaryOf(customer.id(), from)));
        Map<String, Object> data = origin.data();
        data.put("source", from.source());
        data.put("stage", stage.id());
        from.cost().ifPresent(cost -> data.put("cost", cost));
        write(
                customer,
                now,
                origin.by(),
                "Imported from %s, line %d, as %s.".formatted(origin.file(), origin.line(), stage.label()),
                data);
        return CustomerFacts.of(customer);
    }

    /** Adds a note that stands in the file. */
    public void note(String number, String text, Origin origin) {
        record.note(number, origin.by(), text, origin.data());
    }

    /** Writes out what was opened and changed so far, so that rows which refer to it can be written beside it. */
    public void writeOut() {
        entities.flush();
    }

    private static void place(Customer customer, Stage stage, Instant now) {
        if (!stage.isEnd()) {
            customer.enter(stage, now);
            return;
        }
        if (stage == Stage.FORMER_CUSTOMER) {
            customer.enter(Stage.IN_SERVICE, now);
        }
        customer.leave(now);
    }

    /**
     * What is known better of a customer; what is null stays as it is.
     *
     * @param phoneKey the phone number in E.164, or null where it cannot be dialled
     * @param budgetAmount with {@code budgetCurrency} or not at all
     */
    public record Correction(
            @Nullable String company,
            @Nullable String contactName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String phoneKey,
            @Nullable String campaign,
            @Nullable String product,
            @Nullable String region,
            @Nullable String language,
            @Nullable String timeline,
            @Nullable BigDecimal budgetAmount,
            @Nullable String budgetCurrency,
            @Nullable LocalDate decisionOn,
            @Nullable LocalDate renewalOn) {}

    /**
     * Corrects the record of a customer; stage, owner and playbook are not changed this way.
     *
     * @param changes what is put on record of it, by field: the text before and the text now
     */
    public void correct(String number, Correction correction, Map<String, Object> changes, Origin origin) {
        Customer customer = customers.lock(CustomerNumber.idOf(number)).orElseThrow();
        customer.correct(correction);
        contacts.findByCustomerIdAndPrimaryTrue(customer.id())
                .correct(correction.contactName(), correction.email(), correction.phone(), correction.phoneKey());
        weigh(customer);
        Map<String, Object> data = origin.data();
        data.put("changes", changes);
        write(
                customer,
                clock.instant(),
                origin.by(),
                "Changed by an import, %s, line %d: %s."
                        .formatted(origin.file(), origin.line(), String.join(", ", changes.keySet())),
                data);
    }

    /** As long as nothing is offered, the budget says what a customer may be worth. */
    private void weigh(Customer customer) {
        if (customer.offerAmount() == null) {
            customer.worth(valueTiers.of(customer.budgetAmount(), customer.budgetCurrency()));
        }
    }

    /** Everything of an undone import's customer has ended: it is closed and shown in no list; its journal stays. */
    public void undone(String number, Origin origin) {
        Customer customer = customers.lock(CustomerNumber.idOf(number)).orElseThrow();
        if (!customer.stage().isEnd()) {
            customer.leave(clock.instant());
        }
        write(
                customer,
                clock.instant(),
                origin.by(),
                "The import that brought this customer was undone.",
                origin.data());
        entities.flush();
        jdbc.sql("update customer set undone_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", customer.id())
                .update();
    }

    /**
     * Puts back what an import changed, where it still is as the import left it.
     *
     * @param changes what the import changed, by field: the text before and the text then
     * @param dialled makes E.164 of a phone number and the customer's region; null where it cannot be dialled
     * @return the fields that were put back
     */
    public List<String> restore(
            String number,
            Map<String, Map<String, String>> changes,
            BinaryOperator<@Nullable String> dialled,
            Origin origin) {
        Customer customer = customers.lock(CustomerNumber.idOf(number)).orElseThrow();
        entities.flush();
        List<String> restored = new ArrayList<>();
        changes.forEach((field, change) -> {
            String sql = RESTORED.get(field);
            if (sql != null
                    && jdbc.sql(sql)
                                    .param("from", change.get("from"))
                                    .param("to", change.get("to"))
                                    .param("id", customer.id())
                                    .update()
                            > 0) {
                restored.add(field);
            }
        });
        entities.refresh(customer);
        customer.namedAsBefore();
        weigh(customer);
        Contact contact = contacts.findByCustomerIdAndPrimaryTrue(customer.id());
        entities.refresh(contact);
        contact.comparedAsBefore(dialled.apply(contact.phone(), customer.region()));
        if (!restored.isEmpty()) {
            write(
                    customer,
                    clock.instant(),
                    origin.by(),
                    "An import was undone; as before it are: " + String.join(", ", restored) + ".",
                    origin.data());
        }
        return restored;
    }

    private static final Map<String, String> RESTORED = restored();

    private static Map<String, String> restored() {
        Map<String, String> all = new LinkedHashMap<>();
        Map.of("contact", "name", "email", "email", "phone", "phone")
                .forEach((field, column) -> all.put(
                        field,
                        "update contact set %1$s = nullif(:from, '') where customer_id = :id and is_primary and %1$s = :to"
                                .formatted(column)));
        for (String column : List.of("company", "campaign", "product", "region", "language", "timeline")) {
            all.put(
                    column,
                    "update customer set %1$s = nullif(:from, ''), version = version + 1 where id = :id and %1$s = :to"
                            .formatted(column));
        }
        Map.of("decisionOn", "decision_on", "renewalOn", "renewal_on")
                .forEach((field, column) -> all.put(
                        field,
                        "update customer set %1$s = nullif(:from, '')::date, version = version + 1 where id = :id and %1$s = :to::date"
                                .formatted(column)));
        all.put("budget", """
                update customer set budget_amount = nullif(split_part(:from, ' ', 1), '')::numeric,
                       budget_currency = nullif(split_part(:from, ' ', 2), ''), version = version + 1
                 where id = :id and budget_amount = split_part(:to, ' ', 1)::numeric
                   and budget_currency = split_part(:to, ' ', 2)
                """);
        return all;
    }

    private void write(Customer customer, Instant now, String by, String text, Map<String, Object> data) {
        journal.save(new JournalEntry(customer.id(), now, by, Kind.IMPORTED, text, data));
    }
}
