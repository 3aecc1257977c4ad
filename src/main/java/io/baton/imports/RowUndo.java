package io.baton.imports;

import io.baton.customer.CustomerLifecycleProcess;
import io.baton.customer.CustomerRecord;
import io.baton.customer.ImportedCustomers;
import io.baton.customer.ImportedCustomers.Origin;
import io.baton.customer.MergedCustomers;
import io.baton.deadline.Deadlines;
import io.baton.duplicate.Duplicates;
import io.baton.imports.ImportRun.State;
import io.baton.imports.ImportStore.Doing;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back what an import did. What people worked on since is kept, and listed. */
@Service
@Transactional
class RowUndo {

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

    RowUndo(
            ImportStore store,
            ImportTables tables,
            ImportedCustomers customers,
            CustomerRecord record,
            CustomerLifecycleProcess lifecycle,
            Deadlines deadlines,
            KnownCustomers known,
            MergedCustomers merged,
            Duplicates duplicates) {
        this.store = store;
        this.tables = tables;
        this.customers = customers;
        this.record = record;
        this.lifecycle = lifecycle;
        this.deadlines = deadlines;
        this.known = known;
        this.merged = merged;
        this.duplicates = duplicates;
    }

    /**
     * Undoes the next batch.
     *
     * @return whether another one has to follow
     */
    boolean next(long id) {
        ImportRun run = store.find(id);
        List<Doing> rows = store.toUndo(id, AT_ONCE);
        if (rows.isEmpty()) {
            store.become(id, State.UNDONE);
            return false;
        }
        String by = Objects.requireNonNull(run.undoneBy());
        record.lockAll(rows.stream().map(Doing::customer).distinct().toList());
        for (Doing row : rows) {
            Origin origin = new Origin(by, id, run.fileName(), row.line());
            Optional<String> into = merged.into(row.customer());
            if (into.isPresent()) {
                store.undone(id, row, true, "Kept: %s was merged into %s since.".formatted(row.customer(), into.get()));
            } else if (!row.created()) {
                restore(run, row, origin);
            } else if (row.touchedBy() == null) {
                lifecycle.undone(row.customer());
                duplicates.undone(row.customer());
                customers.undone(row.customer(), origin);
                store.forgetReferences(row.customer(), null);
                store.undone(id, row, false, null);
            } else {
                store.undone(id, row, true, "Kept: %s worked on %s since.".formatted(row.touchedBy(), row.customer()));
            }
        }
        return true;
    }

    private void restore(ImportRun run, Doing row, Origin origin) {
        List<String> restored = customers.restore(row.customer(), row.changes(), known::dialled, origin);
        Map<String, String> due = row.changes().get("due");
        if (due != null && row.touchedBy() == null) {
            String window = tables.stages()
                    .get(Words.plain(record.facts(row.customer()).stage().id()))
                    .window();
            if (window != null) {
                deadlines.agree(
                        row.customer(),
                        window,
                        due.get("from").equals("null") ? null : LocalDate.parse(due.get("from")));
            }
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
                row,
                !changedSince.isEmpty(),
                changedSince.isEmpty() ? null : "Kept, since changed again: " + String.join(", ", changedSince) + ".");
    }
}
