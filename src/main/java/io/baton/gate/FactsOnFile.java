package io.baton.gate;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.NewHere;
import io.baton.engine.DiagramOffer;
import io.baton.engine.Doer;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What holds now, of all that was ever said about a customer and not withdrawn. */
@Component
class FactsOnFile implements DiagramOffer {

    /**
     * Of the present life of a customer who came back. What happened last holds; of what happened at one instant, always
     * the same, in whatever order it arrived.
     */
    private static final String LATEST = """
            select distinct on (key) key, value, by_id, occurred_at, document_url,
                   sum(increment) over (partition by key) as total
              from evidence
             where customer_id in (select customer_family(:customer)) and key in (:keys) and withdrawn_at is null
               and recorded_at >= (select coalesce(returned_at, '-infinity') from customer where id = :customer)
             order by key, occurred_at desc, coalesce(event_id, '') desc, coalesce(value, '') desc, id desc
            """;

    /** What the record itself knows, as if it had been said when the lead arrived. */
    private static final String RECORD = """
            select created_at,
                   exists (select 1 from contact where customer_id = c.id and coalesce(email, phone) is not null) as contact,
                   product is not null as product, timeline is not null as timeline, budget_amount is not null as budget
              from customer c
             where id = :customer
            """;

    private static final List<String> FIELDS = List.of("contact", "product", "timeline", "budget");

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final NewHere newHere;
    private final CustomerRecord record;

    FactsOnFile(JdbcClient jdbc, EntityManager entities, NewHere newHere, CustomerRecord record) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.newHere = newHere;
        this.record = record;
    }

    /**
     * What holds for one key.
     *
     * @param total the sum, for what is counted
     * @param by who said so last
     * @param at when it happened last
     */
    record Fact(
            @Nullable String value,
            long total,
            String by,
            Instant at,
            @Nullable String documentUrl) {}

    @Override
    public Set<String> recordKeys() {
        return FIELDS.stream().map(FactsOnFile::keyOf).collect(Collectors.toSet());
    }

    private static String keyOf(String field) {
        return field + ".known";
    }

    /** What holds for each of the keys about which anything was said. */
    Map<String, Fact> of(long customer, Collection<String> keys) {
        if (newHere.contains(CustomerNumber.of(customer))) {
            return Map.of();
        }
        // What the running transaction has written so far counts.
        entities.flush();
        Map<String, Fact> facts = new HashMap<>();
        jdbc.sql(LATEST).param("customer", customer).param("keys", keys).query(row -> {
            facts.put(
                    row.getString("key"),
                    new Fact(
                            row.getString("value"),
                            row.getLong("total"),
                            row.getString("by_id"),
                            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                            row.getString("document_url")));
        });
        return facts;
    }

    /** What the customer's record holds, under keys such as {@code budget.known}; what it does not hold is left out. */
    Map<String, Fact> record(long customer) {
        if (newHere.contains(CustomerNumber.of(customer))) {
            return recordOfNewOne(CustomerNumber.of(customer));
        }
        entities.flush();
        Map<String, Fact> facts = new HashMap<>();
        jdbc.sql(RECORD).param("customer", customer).query(row -> {
            Instant since = row.getObject("created_at", OffsetDateTime.class).toInstant();
            for (String field : FIELDS) {
                if (row.getBoolean(field)) {
                    facts.put(keyOf(field), new Fact("true", 0, Doer.BATON, since, null));
                }
            }
        });
        return facts;
    }

    private Map<String, Fact> recordOfNewOne(String number) {
        CustomerFacts customer = record.facts(number);
        CustomerRecord.Reach reach = record.reach(number);
        Set<String> known = known(customer, reach.email() != null || reach.phone() != null);
        Map<String, Fact> facts = new HashMap<>();
        known.forEach(key -> facts.put(key, new Fact("true", 0, Doer.BATON, customer.stageSince(), null)));
        return facts;
    }

    /**
     * The keys about which the record itself knows something.
     *
     * @param contact whether anybody there can be reached
     */
    static Set<String> known(CustomerFacts customer, boolean contact) {
        Map<String, Boolean> known = Map.of(
                "contact", contact,
                "product", customer.product() != null,
                "timeline", customer.timeline() != null,
                "budget", customer.budget() != null);
        return FIELDS.stream().filter(known::get).map(FactsOnFile::keyOf).collect(Collectors.toSet());
    }
}
