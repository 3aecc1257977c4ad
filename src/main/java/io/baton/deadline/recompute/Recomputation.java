package io.baton.deadline.recompute;

import io.baton.api.Refusal;
import io.baton.deadline.ChangedDates;
import io.baton.engine.TablesDeployed;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins a recomputation when somebody asks for it, and by itself when a table is deployed that dates are counted by. */
@Service
class Recomputation implements TablesDeployed {

    private static final Logger LOG = LoggerFactory.getLogger(Recomputation.class);

    private final RecomputationProcess process;
    private final ChangedDates dates;
    private final CountedTables tables;
    private final TransactionTemplate onItsOwn;

    Recomputation(
            RecomputationProcess process,
            ChangedDates dates,
            CountedTables tables,
            PlatformTransactionManager transactions) {
        this.process = process;
        this.dates = dates;
        this.tables = tables;
        onItsOwn = new TransactionTemplate(transactions);
        onItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Begins one.
     *
     * @throws Refusal where another one is under way
     */
    void begin() {
        if (!Boolean.TRUE.equals(onItsOwn.execute(status -> beginUnlessOpen()))) {
            throw Refusal.conflict(
                    "A recomputation is open already: dates are counted or moved, or a manager has the task"
                            + " 'Confirm changed dates'.");
        }
    }

    /** A changed date is shown to a manager; where nothing changes, nobody hears of it. */
    @Override
    public void deployed(Set<String> deployed) {
        if (deployed.stream().anyMatch(CountedTables.COUNTED_BY::contains)) {
            countByWhatIsDeployed();
        }
    }

    /** What was deployed and not looked at, since the application ended in between, is looked at by its next run. */
    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (!tables.areAllCounted()) {
            countByWhatIsDeployed();
        }
    }

    private void countByWhatIsDeployed() {
        try {
            onItsOwn.executeWithoutResult(status -> {
                tables.lock();
                if (dates.isAnythingOpen()) {
                    beginUnlessOpen();
                } else {
                    tables.counted(tables.deployed());
                }
            });
        } catch (RuntimeException e) {
            // The tables are deployed, and whoever deployed them can do nothing about this; the next start tries again.
            LOG.warn("Changed dates could not be counted; start 'Recompute deadlines'", e);
        }
    }

    /** The versions by which counting begins. */
    String versions() {
        return tables.deployed();
    }

    /**
     * Counting came to its end, in the transaction that says so.
     *
     * @param versions by which it began
     * @return false where others were deployed meanwhile, so that it has to begin anew
     */
    boolean haveCounted(@Nullable String versions) {
        tables.lock();
        if (!tables.deployed().equals(versions)) {
            return false;
        }
        tables.counted(versions);
        return true;
    }

    /**
     * A manager answered. What was deployed after counting is moved with the rest, and is shown on its own where the manager
     * keeps the dates without having seen it.
     */
    void answered(boolean moves) {
        tables.lock();
        if (tables.areAllCounted()) {
            return;
        }
        if (moves) {
            tables.counted(tables.deployed());
        } else {
            process.begin();
        }
    }

    /** All dates are moved. Those of the first batches may have been moved by a table that was replaced since. */
    void moved() {
        tables.lock();
        if (!tables.areAllCounted()) {
            process.begin();
        }
    }

    private boolean beginUnlessOpen() {
        tables.lock();
        if (process.isOpen()) {
            return false;
        }
        process.begin();
        return true;
    }
}
