package io.baton.lead.pool;

import io.baton.engine.Decisions;
import io.baton.engine.DeployedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The table {@code lead-pools.dmn}. */
@Component
class Pools {

    private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

    private static final String TABLE = "lead-pools";

    private final Decisions decisions;
    private final DeployedTable table;

    Pools(Decisions decisions, DeployedTable table) {
        this.decisions = decisions;
        this.table = table;
    }

    /**
     * A pool's rules as they are now; empty where the table has no row for it any more, or one that cannot be used.
     *
     * <p>Such a table is refused when it is deployed; one that was stored otherwise locks nobody in.
     */
    Optional<Pool> find(String id) {
        try {
            return isGone(id) ? Optional.empty() : Optional.of(of(id));
        } catch (IllegalStateException e) {
            LOG.warn("Leads are where they are, since their pool cannot be read. {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether the table has no row for a pool. */
    boolean isGone(String id) {
        return decisions.rows(TABLE, Map.of("pool", id)).isEmpty();
    }

    /**
     * A pool's rules as they are now.
     *
     * @throws IllegalStateException where the table has no row for it, or one that cannot be used; says what to do
     */
    Pool of(String id) {
        List<Map<String, Object>> rows = decisions.rows(TABLE, Map.of("pool", id));
        if (rows.isEmpty()) {
            throw new IllegalStateException(
                    "The table " + TABLE + " has no row for the pool '" + id + "'; add one and deploy the table");
        }
        try {
            return Pool.of(id, rows.get(0));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The table %s is wrong in the row for the pool '%s': %s. Correct it and deploy the table"
                            .formatted(TABLE, id, e.getMessage()),
                    e);
        }
    }

    /** Every pool that the table names, in its order; without those that cannot be used. */
    List<Pool> all() {
        return table.rows(TABLE).stream()
                .map(row -> row.get("pool"))
                .distinct()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
