package io.baton.imports;

import io.baton.imports.ImportStore.Counts;
import io.baton.imports.ImportStore.RowView;
import io.baton.imports.ImportView.ColumnView;
import io.baton.imports.ImportView.DryRun;
import io.baton.imports.ImportView.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows imports: what is in the file, what would become of it, and how far it is. */
@Service
@Transactional(readOnly = true)
class ImportReader {

    private static final int MOST_LISTED = 50;

    private final ImportStore store;
    private final ImportTables tables;
    private final UnknownWords words;

    ImportReader(ImportStore store, ImportTables tables, UnknownWords words) {
        this.words = words;
        this.store = store;
        this.tables = tables;
    }

    ImportView one(long id) {
        ImportRun run = store.find(id);
        return view(
                run,
                run.state() == ImportRun.State.CHECKED ? words.of(run, run.columns(tables)) : UnknownWords.Listed.NONE);
    }

    List<ImportView> newest() {
        return store.newest(MOST_LISTED).stream()
                .map(run -> view(run, UnknownWords.Listed.NONE))
                .toList();
    }

    /**
     * A page of rows, in the file's order.
     *
     * @param next the line behind which the next page begins, or null where there is none
     */
    record RowPage(List<RowView> items, @Nullable Long next) {}

    RowPage rows(long id, @Nullable String outcome, long after, int size) {
        store.find(id);
        List<RowView> rows = store.views(id, outcome, after, size + 1);
        return rows.size() > size
                ? new RowPage(rows.subList(0, size), rows.get(size - 1).line())
                : new RowPage(rows, null);
    }

    private ImportView view(ImportRun run, UnknownWords.Listed unknown) {
        Columns columns = run.columns(tables);
        Map<Field, String> labels = tables.labels();
        List<ColumnView> views = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        for (Columns.Column column : columns.all()) {
            ColumnLooks.Look look = column.index() < run.looks().size()
                    ? run.looks().get(column.index())
                    : new ColumnLooks.Look(0, 0, 0, 0, List.of());
            Field field = column.field();
            String dates = null;
            if (field != null && field.isDate() && look.eitherWay() > 0) {
                dates = column.order() == null ? "undecided" : column.order().id();
                if (column.order() == null) {
                    questions.add(
                            "Column %s, %s: is a date such as 03/04/2026 the 3rd of April or March 4th? Say day-first or month-first; %d rows depend on it."
                                    .formatted(column.letter(), column.heading(), look.eitherWay()));
                }
            }
            views.add(new ColumnView(
                    column.letter(),
                    column.heading(),
                    field == null ? null : field.id(),
                    field == null ? null : labels.getOrDefault(field, field.id()),
                    look.samples(),
                    dates));
        }
        questions.addAll(unknown.questions());
        Counts counts = store.counts(run.id());
        Map<String, Long> outcomes = counts.outcomes();
        Map<String, Long> results = counts.results();
        DryRun dryRun = new DryRun(
                run.rows(),
                of(outcomes, "new"),
                of(outcomes, "update"),
                of(outcomes, "unchanged"),
                of(outcomes, "duplicate"),
                of(outcomes, "refused"),
                of(outcomes, "skipped"),
                counts.asking());
        long done = results.values().stream().mapToLong(Long::longValue).sum();
        Progress progress = new Progress(
                dryRun.created() + dryRun.updated() - done,
                done,
                of(results, "created"),
                of(results, "updated"),
                of(results, "unchanged"),
                of(results, "refused"),
                of(results, "failed"),
                of(results, "undone"),
                of(results, "kept"),
                counts.undoFailed());
        return new ImportView(
                run.id(),
                run.state().id(),
                run.fileName(),
                run.readAs(),
                run.by(),
                run.createdAt(),
                views,
                run.warnings(),
                questions,
                run.mapping(),
                unknown.words(),
                dryRun,
                progress,
                summary(run, dryRun, progress));
    }

    private static long of(Map<String, Long> counts, String what) {
        return counts.getOrDefault(what, 0L);
    }

    private static String alike(long rows) {
        return rows == 0
                ? ""
                : " Of the new ones %s: somebody is asked to compare them."
                        .formatted(rows == 1 ? "1 looks like another" : rows + " look like others");
    }

    private static String summary(ImportRun run, DryRun dryRun, Progress progress) {
        if (run.startedAt() == null) {
            return "%s: %d new, %d to update, %d unchanged, %d duplicates, %d refused, %d skipped.%s"
                    .formatted(
                            dryRun.rows() == 1 ? "1 row" : dryRun.rows() + " rows",
                            dryRun.created(),
                            dryRun.updated(),
                            dryRun.unchanged(),
                            dryRun.duplicates(),
                            dryRun.refused(),
                            dryRun.skipped(),
                            alike(dryRun.alike()));
        }
        if (run.state() == ImportRun.State.UNDOING || run.state() == ImportRun.State.UNDONE) {
            return "%d rows undone, %d kept since people worked on their customers; %d to go.%s"
                    .formatted(
                            progress.undone(),
                            progress.kept() - progress.undoFailed(),
                            progress.created() + progress.updated(),
                            progress.undoFailed() == 0
                                    ? ""
                                    : " %d could not be undone on our side: undo the import once more."
                                            .formatted(progress.undoFailed()));
        }
        return "%d of %d rows done: %d customers created, %d updated, %d unchanged, %d refused, %d failed; left out were %d duplicates, %d refused and %d skipped rows."
                .formatted(
                        progress.done(),
                        progress.done() + progress.toDo(),
                        progress.created(),
                        progress.updated(),
                        progress.unchanged(),
                        progress.refused(),
                        progress.failed(),
                        dryRun.duplicates(),
                        dryRun.refused(),
                        dryRun.skipped());
    }
}
