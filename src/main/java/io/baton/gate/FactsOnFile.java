package io.baton.gate;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What holds now, of all that was ever said about a customer and not withdrawn. */
@Component
class FactsOnFile {

    /** What happened last holds; of what happened at one instant, always the same, in whatever order it arrived. */
    private static final String LATEST = """
            select distinct on (key) key, value, by_id, occurred_at, document_url,
                   sum(increment) over (partition by key) as total
              from evidence
             where customer_id = :customer and key in (:keys) and withdrawn_at is null
             order by key, occurred_at desc, coalesce(event_id, '') desc, coalesce(value, '') desc, id desc
            """;

    private final JdbcClient jdbc;
    private final EntityManager entities;

    FactsOnFile(JdbcClient jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
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

    /** What holds for each of the keys about which anything was said. */
    Map<String, Fact> of(long customer, Collection<String> keys) {
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
}
