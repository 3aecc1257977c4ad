package io.baton.imports;

import io.baton.api.Refusal;
import io.baton.imports.ImportRun.State;
import io.baton.sheet.CellKind;
import io.baton.sheet.SheetFile;
import io.baton.sheet.SourceRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in files: reads them, finds out what their columns hold, and says of every row what would become of it. */
@Service
@Transactional
class Imports {

    private static final int AT_ONCE = 500;
    private static final int LONGEST_NAME = 200;
    private static final Pattern NO_HEADING =
            Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+|[+0-9 ()./-]{4,}|\\d+([.,]\\d+)?");

    private final ImportStore store;
    private final ImportTables tables;
    private final RowPlanner planner;
    private final AlikeRows alike;
    private final ImportCustomersProcess process;

    Imports(
            ImportStore store,
            ImportTables tables,
            RowPlanner planner,
            AlikeRows alike,
            ImportCustomersProcess process) {
        this.store = store;
        this.tables = tables;
        this.planner = planner;
        this.alike = alike;
        this.process = process;
    }

    /**
     * Reads a file and says what would become of its rows; nothing else is done.
     *
     * @param name what the sender calls the file
     * @param sheet the name of the sheet, or null for the first one that holds anything
     * @return the import's number
     * @throws Refusal where the file, its headings or the mapping cannot be used; then nothing is kept
     */
    long take(Path file, String name, @Nullable String sheet, Mapping mapping, String by) throws IOException {
        SheetFile table = SheetFile.open(file, name, sheet);
        long id = store.nextId();
        store.open(id, by, shortened(name), table.description(), mapping);
        Staging staging = new Staging(id);
        table.read(staging::add);
        List<String> headings = staging.end();
        List<String> warnings = new ArrayList<>(table.warnings());
        store.looked(id, headings, staging.looks.looks(), warnings, staging.count);
        check(id);
        return id;
    }

    private static String shortened(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return file.length() > LONGEST_NAME ? file.substring(0, LONGEST_NAME) : file;
    }

    /** Keeps the rows as they are read, and never more than a few of them in memory. */
    private final class Staging {

        private final long id;
        private final ColumnLooks looks = new ColumnLooks();
        private final List<SourceRow> waiting = new ArrayList<>();
        private @Nullable SourceRow first;
        private int count;

        private Staging(long id) {
            this.id = id;
        }

        private void add(SourceRow row) {
            if (first == null) {
                first = row;
                return;
            }
            count++;
            looks.add(row);
            waiting.add(row);
            if (waiting.size() == AT_ONCE) {
                store.add(id, waiting);
                waiting.clear();
            }
        }

        private List<String> end() {
            if (first == null || count == 0) {
                throw Refusal.ofField("file", "has no rows below its headings");
            }
            store.add(id, waiting);
            refuseWithoutHeadings(first);
            return Columns.headings(first, first.width());
        }
    }

    private void refuseWithoutHeadings(SourceRow first) {
        Map<String, Field> known = tables.headings();
        boolean anyKnown = first.cells().stream().anyMatch(it -> known.containsKey(Words.plain(it)));
        for (int i = 0; i < first.width() && !anyKnown; i++) {
            if (first.kind(i) == CellKind.DATE
                    || first.kind(i) == CellKind.NUMBER
                    || first.cell(i).length() <= LONGEST_NAME
                            && NO_HEADING.matcher(first.cell(i)).matches()) {
                throw Refusal.ofField(
                        "file",
                        "has no headings: line %d begins with '%s', and cell %s%d holds '%s'. Put a line above it that says what each column holds"
                                .formatted(
                                        first.line(), first.cell(0), Columns.letter(i), first.line(), first.cell(i)));
            }
        }
    }

    /**
     * Corrects what is guessed, and says anew what would become of the rows.
     *
     * @throws Refusal where the mapping cannot be used, or the import is under way or over
     */
    void map(long id, Mapping mapping) {
        ImportRun run = store.lock(id);
        requireChecked(run);
        store.map(id, mapping);
        check(id);
    }

    private void check(long id) {
        ImportRun run = store.find(id);
        Columns columns = run.columns(tables);
        if (!columns.has(Field.COMPANY) && !columns.has(Field.REFERENCE) && !columns.has(Field.NUMBER)) {
            throw Refusal.ofField(
                    "columns",
                    "none of %s says which company a row is about; name the column in the mapping, or check that this is the right sheet"
                            .formatted(String.join(", ", run.headings())));
        }
        plan(run, columns, after -> store.rows(id, after, AT_ONCE));
    }

    private void plan(ImportRun run, Columns columns, LongFunction<List<SourceRow>> behind) {
        Vocabulary words = planner.vocabulary();
        for (List<SourceRow> rows = behind.apply(0);
                !rows.isEmpty();
                rows = behind.apply(rows.get(rows.size() - 1).line())) {
            List<RowPlan> plans =
                    withoutRepetitions(run.id(), planner.plan(rows, columns, run.mapping(), words, run.id()));
            store.planned(run.id(), alike.compare(run.id(), plans, run.mapping()));
        }
        alike.forget(run.id());
    }

    /** Of several rows about one customer the first counts. */
    private List<RowPlan> withoutRepetitions(long id, List<RowPlan> plans) {
        Map<String, Long> keys = new LinkedHashMap<>();
        plans.stream()
                .filter(it -> it.problems().isEmpty())
                .forEach(plan -> keys(plan)
                        .forEach(key -> keys.putIfAbsent(key, plan.row().line())));
        Map<String, Long> first = store.firstLines(id, keys);
        return plans.stream()
                .map(plan -> {
                    if (!plan.problems().isEmpty()) {
                        return plan;
                    }
                    long line = keys(plan).stream()
                            .mapToLong(first::get)
                            .min()
                            .orElse(plan.row().line());
                    return line < plan.row().line()
                            ? RowPlan.duplicate(plan.row(), "speaks of the same customer as line " + line)
                            : plan;
                })
                .toList();
    }

    private static List<String> keys(RowPlan plan) {
        ImportedRow row = plan.row();
        List<String> keys = new ArrayList<>();
        if (plan.customer() != null) {
            // Two customers may well share an address; which of them is meant is certain already.
            return List.of("customer " + plan.customer());
        }
        if (row.reference() != null) {
            keys.add("reference " + row.reference());
        }
        String company = row.company() == null ? "" : Words.plain(row.company());
        if (row.email() != null) {
            keys.add("mail " + row.email().toLowerCase(Locale.ROOT) + " " + company);
        }
        if (row.phone() != null) {
            keys.add("phone " + row.phoneKey() + " " + company);
        }
        return keys;
    }

    /**
     * Begins an import that was checked.
     *
     * @param ask whether somebody is to confirm it in the Tasklist first
     * @throws Refusal where it is under way or over
     */
    void begin(long id, boolean ask, String by) {
        ImportRun run = store.lock(id);
        requireChecked(run);
        if (process.isBegun(id)) {
            throw Refusal.conflict("The import %d waits to be confirmed in the Tasklist.".formatted(id));
        }
        process.begin(id, ask, by);
    }

    /**
     * Begins to take back everything that an import did and nobody has worked on since; of one that was undone already, the
     * rows where that failed on our side.
     *
     * @throws Refusal where it is not over, or nothing of it is left to be undone
     */
    void undo(long id, String by) {
        ImportRun run = store.lock(id);
        boolean again = run.state() == State.UNDONE && store.forgetFailedUndo(id) > 0;
        if (run.state() != State.DONE && !again) {
            throw Refusal.conflict("The import %d is %s; only one that is done can be undone."
                    .formatted(id, run.state().id()));
        }
        store.undoing(id, by);
        process.undo(id);
    }

    /**
     * Plans the rows anew that failed or were refused while the import ran, and imports those that can be taken now. What the
     * dry run left out stays out, and what is done stays as it is.
     *
     * @throws Refusal where the import is not over or was undone, or no row of it failed or was refused
     */
    void retry(long id, String by) {
        ImportRun run = store.lock(id);
        if (run.state() != State.DONE) {
            throw Refusal.conflict("The import %d is %s; rows are tried again once it is done."
                    .formatted(id, run.state().id()));
        }
        if (store.forgetFailures(id) == 0) {
            throw Refusal.conflict(
                    "No row of the import %d failed or was refused while it ran, so there is nothing to try again; rows that the dry run refused are corrected in the file, which is then handed in again."
                            .formatted(id));
        }
        plan(run, run.columns(tables), after -> store.unplanned(id, after, AT_ONCE));
        store.become(id, State.CHECKED);
        process.begin(id, false, by);
    }

    private static void requireChecked(ImportRun run) {
        if (run.state() != State.CHECKED) {
            throw Refusal.conflict("The import %d is %s already."
                    .formatted(run.id(), run.state().id()));
        }
    }

    /** Somebody decided whether the rows are imported. */
    void decided(long id, boolean doIt) {
        ImportRun run = store.lock(id);
        requireChecked(run);
        store.become(id, doIt ? State.RUNNING : State.DISCARDED);
    }
}
