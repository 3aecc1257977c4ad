package io.baton.deadline.recompute;

import io.baton.api.Refusal;
import io.baton.deadline.ChangedDates;
import io.baton.engine.TablesDeployed;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins a recomputation when somebody asks for it, and by itself when a table is deployed that dates are counted by. */
@Service
class Recomputation implements TablesDeployed {

    private static final Logger LOG = LoggerFactory.getLogger(Recomputation.class);

    private static final Set<String> COUNTED_BY = Set.of("follow-up-windows", "business-calendars", "closing-days");

    /** Any number, the same on all nodes, and another than those of other locks. */
    private static final long LOCK = 0x4241544F4E05L;

    private final RecomputationProcess process;
    private final ChangedDates dates;
    private final JdbcClient jdbc;
    private final TransactionTemplate onItsOwn;

    Recomputation(
            RecomputationProcess process,
            ChangedDates dates,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.process = process;
        this.dates = dates;
        this.jdbc = jdbc;
        onItsOwn = new TransactionTemplate(transactions);
        onItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Begins one.
     *
     * @throws Refusal where another one waits to be counted or answered
     */
    void begin() {
        if (!Boolean.TRUE.equals(onItsOwn.execute(status -> beginUnlessUnanswered()))) {
            throw Refusal.conflict(
                    "A recomputation is open already: a manager has the task 'Confirm changed dates', or will"
                            + " have it once all dates are counted.");
        }
    }

    /** A changed date is shown to a manager; where nothing changes, nobody hears of it. */
    @Override
    public void deployed(Set<String> tables) {
        if (tables.stream().noneMatch(COUNTED_BY::contains)) {
            return;
        }
        try {
            onItsOwn.executeWithoutResult(status -> {
                if (dates.isAnythingOpen()) {
                    beginUnlessUnanswered();
                }
            });
        } catch (RuntimeException e) {
            // The table is deployed, and whoever deployed it can do nothing about this.
            LOG.warn(
                    "Changed dates could not be counted after {} was deployed; start 'Recompute deadlines'", tables, e);
        }
    }

    private boolean beginUnlessUnanswered() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, index) -> index)
                .list();
        if (process.isUnanswered()) {
            return false;
        }
        process.begin();
        return true;
    }
}
