package io.baton.imports;

import io.baton.api.Refusal;
import io.baton.care.RenewalDates;
import io.baton.customer.CustomerLifecycleProcess;
import io.baton.customer.CustomerRecord;
import io.baton.customer.ImportedCustomers;
import io.baton.customer.ImportedCustomers.Origin;
import io.baton.customer.MergedCustomers;
import io.baton.deadline.Deadlines;
import io.baton.duplicate.Duplicates;
import io.baton.engine.OwnTransaction;
import io.baton.imports.ImportRun.State;
import io.baton.imports.ImportStore.Doing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes back what an import did. What people worked on since is kept, and listed. */
@Service
class RowUndo {

    private static final Logger LOG = LoggerFactory.getLogger(RowUndo.class);

    private static final int AT_ONCE = 50;

    private final ImportStore store;
    private final ImportTables tables;
    private final ImportedCustomers customers;
    private final CustomerRecord record;
    private final CustomerLifecycleProcess lifecycle;
    private final Deadlines deadlines;
    private final KnownCustomers known;
    private final MergedCustomers merged;
    private final Duplicates duplicates;
    private final RenewalDates renewals;
    private final OwnTransaction pieces;

    RowUndo(
            ImportStore store,
            ImportTables tables,
            ImportedCustomers customers,
            CustomerRecord record,
            CustomerLifecycleProcess lifecycle,
            Deadlines deadlines,
            KnownCustomers known,
            MergedCustomers merged,
            Duplicates duplicates,
            RenewalDates renewals,
            OwnTransaction pieces) {
        this.store = store;
        this.tables = tables;
        this.customers = customers;
        this.record = record;
        this.lifecycle = lifecycle;
        this.deadlines = deadlines;
        this.known = known;
        this.merged = merged;
        this.duplicates = duplicates;
        this.renewals = renewals;
        this.pieces = pieces;
    }

    /**
     * Undoes the next batch: all of it together, and where one row of it fails, each alone, so that the others are undone.
     *
     * @return whether another one has to follow
     */
    boolean next(long id) {
        List<Long> rows = pieces.call(() -> store.toUndo(id, AT_ONCE));
        if (rows.isEmpty()) {
            pieces.call(() -> {
                store.become(id, State.UNDONE);
                return id;
            });
            return false;
        }
        try {
            pieces.call(() -> undo(id, rows));
        } catch (RuntimeException e) {
            LOG.info(
                    "Undoing import {}: some rows are done one by one, since one of them fails: {}",
                    id,
                    e.getMessage());
            oneByOne(id, rows);
        }
        return true;
    }

    /**
     * Undoes each row alone. Where one after the other fails on our side it is not the rows that are wrong: then nothing is
     * said of them, and the engine tries again later.
     */
    private void oneByOne(long id, List<Long> lines) {
        List<Long> failed = new ArrayList<>();
        for (long line : lines) {
            try {
                pieces.call(() -> undo(id, List.of(line)));
                failed = settled(id, failed);
            } catch (Refusal e) {
                pieces.call(() -> {
                    store.undone(id, line, true, "Kept: " + e.getMessage());
                    return line;
                });
                failed = settled(id, failed);
            } catch (RuntimeException e) {
                LOG.warn("Undoing import {}: line {} cannot be undone", id, line, e);
                failed.add(line);
                if (failed.size() >= RowImport.MOST_FAILED_IN_A_ROW) {
                    throw e;
                }
            }
        }
        settled(id, failed);
    }

    /** Others can be undone, so that these are wrong themselves. */
    private List<Long> settled(long id, List<Long> failed) {
        if (!failed.isEmpty()) {
            pieces.call(() -> {
                store.undoFailed(id, failed);
                return failed;
            });
        }
        return new ArrayList<>();
    }

    private List<Long> undo(long id, List<Long> lines) {
        ImportRun run = store.find(id);
        String by = Objects.requireNonNull(run.undoneBy());
        // Whether somebody works on them is looked at once nobody else can.
        record.lockAll(store.holdToUndo(id, lines));
        List<Doing> rows = store.doings(id, lines);
        for (Doing row : rows) {
            Origin origin = new Origin(by, id, run.fileName(), row.line());
            Optional<String> into = merged.into(row.customer());
            if (into.isPresent()) {
                store.undone(
                        id,
                        row.line(),
                        true,
                        "Kept: %s was merged into %s since.".formatted(row.customer(), into.get()));
            } else if (!row.created()) {
                restore(run, row, origin);
            } else if (row.touchedBy() == null) {
                lifecycle.undone(row.customer());
                duplicates.undone(row.customer());
                customers.undone(row.customer(), origin);
                store.forgetReferences(row.customer(), null);
                store.undone(id, row.line(), false, null);
            } else {
                store.undone(
                        id,
                        row.line(),
                        true,
                        "Kept: %s worked on %s since.".formatted(row.touchedBy(), row.customer()));
            }
        }
        return lines;
    }

    private void restore(ImportRun run, Doing row, Origin origin) {
        List<String> restored = customers.restore(row.customer(), row.changes(), known::dialled, origin);
        Map<String, String> due = row.changes().get("due");
        ImportTables.StageName stage = tables.stages()
                .get(Words.plain(record.facts(row.customer()).stage().id()));
        if (due != null && row.touchedBy() == null && stage != null && stage.window() != null) {
            deadlines.agree(row.customer(), stage.window(), day(due.get("from")));
        }
        if (restored.contains("decisionOn")) {
            deadlines.agree(
                    row.customer(),
                    RowImport.DECISION,
                    day(row.changes().get("decisionOn").get("from")));
        }
        if (restored.contains("renewalOn")) {
            renewals.changed(row.customer());
        }
        Map<String, String> reference = row.changes().get("reference");
        if (reference != null) {
            store.forgetReferences(row.customer(), reference.get("to"));
        }
        List<String> changedSince = row.changes().keySet().stream()
                .filter(it -> !it.equals("due") && !it.equals("reference") && !restored.contains(it))
                .toList();
        store.undone(
                run.id(),
                row.line(),
                !changedSince.isEmpty(),
                changedSince.isEmpty() ? null : "Kept, since changed again: " + String.join(", ", changedSince) + ".");
    }

    /** Nothing where nothing was said before. */
    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null || text.isEmpty() || text.equals("null") ? null : LocalDate.parse(text);
    }
}
