package io.baton.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Refusal;
import io.baton.customer.CustomerNumber;
import io.baton.duplicate.Duplicates.Twin;
import io.baton.imports.ImportRun.State;
import io.baton.imports.ImportedRow.Problem;
import io.baton.sheet.SourceRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of imports: written and read in bulk. */
@Component
class ImportStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;
    private final Clock clock;

    ImportStore(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.clock = clock;
    }

    long nextId() {
        return jdbc.sql("select nextval('import_run_seq')").query(Long.class).single();
    }

    /** Writes the run before its rows, which refer to it; what is known after them is written by {@link #looked}. */
    void open(long id, String by, String fileName, String readAs, Mapping mapping) {
        jdbc.sql("""
                        insert into import_run (id, by_id, created_at, file_name, read_as, warnings, headings, looks, mapping,
                                                state, row_count)
                        values (:id, :by, :now, :file, :readAs, '[]', '[]', '[]', :mapping::jsonb, 'CHECKED', 0)
                        """)
                .param("id", id)
                .param("by", by)
                .param("now", now())
                .param("file", fileName)
                .param("readAs", readAs)
                .param("mapping", write(mapping))
                .update();
    }

    void looked(long id, List<String> headings, List<ColumnLooks.Look> looks, List<String> warnings, int rows) {
        jdbc.sql("""
                        update import_run set headings = :headings::jsonb, looks = :looks::jsonb,
                               warnings = :warnings::jsonb, row_count = :rows where id = :id
                        """)
                .param("id", id)
                .param("headings", write(headings))
                .param("looks", write(looks))
                .param("warnings", write(warnings))
                .param("rows", rows)
                .update();
    }

    void add(long run, List<SourceRow> rows) {
        batches.batchUpdate(
                "insert into import_row (run_id, line, cells, kinds) values (?, ?, ?, ?)",
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setLong(1, run);
                    statement.setLong(2, row.line());
                    statement.setArray(
                            3,
                            statement
                                    .getConnection()
                                    .createArrayOf("text", row.cells().toArray()));
                    statement.setString(4, row.kinds());
                });
    }

    ImportRun find(long id) {
        return jdbc.sql("select * from import_run where id = :id")
                .param("id", id)
                .query(this::run)
                .optional()
                .orElseThrow(() -> Refusal.notFound("There is no import " + id + "."));
    }

    /** The run, of which nobody else changes anything until the transaction ends. */
    ImportRun lock(long id) {
        jdbc.sql("select id from import_run where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional();
        return find(id);
    }

    List<ImportRun> newest(int most) {
        return jdbc.sql("select * from import_run order by id desc limit :most")
                .param("most", most)
                .query(this::run)
                .list();
    }

    void map(long id, Mapping mapping) {
        jdbc.sql("update import_run set mapping = :mapping::jsonb where id = :id")
                .param("id", id)
                .param("mapping", write(mapping))
                .update();
        jdbc.sql("delete from import_key where run_id = :id").param("id", id).update();
        jdbc.sql("delete from import_alike where run_id = :id").param("id", id).update();
    }

    void become(long id, State state) {
        jdbc.sql("""
                        update import_run set state = :state,
                               started_at = case when :state = 'RUNNING' then :now else started_at end,
                               ended_at = case when :state in ('DONE', 'DISCARDED', 'UNDONE') then :now else null end
                         where id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("now", now())
                .update();
    }

    /** Somebody wants the import undone. */
    void undoing(long id, String by) {
        become(id, State.UNDOING);
        jdbc.sql("update import_run set undone_by = :by where id = :id")
                .param("id", id)
                .param("by", by)
                .update();
    }

    /** The rows behind a line, in their order. */
    List<SourceRow> rows(long run, long after, int most) {
        return jdbc.sql("""
                        select line, cells, kinds from import_row where run_id = :run and line > :after
                         order by line limit :most
                        """)
                .param("run", run)
                .param("after", after)
                .param("most", most)
                .query(ImportStore::source)
                .list();
    }

    /** The rows behind a line of which nobody has said what is to become of them. */
    List<SourceRow> unplanned(long run, long after, int most) {
        return jdbc.sql("""
                        select line, cells, kinds from import_row where run_id = :run and outcome is null and line > :after
                         order by line limit :most
                        """)
                .param("run", run)
                .param("after", after)
                .param("most", most)
                .query(ImportStore::source)
                .list();
    }

    /**
     * Forgets what became of rows that failed or were refused while the import ran.
     *
     * @return how many there are
     */
    int forgetFailures(long run) {
        return jdbc.sql("""
                        update import_row set outcome = null, result = null, done_at = null, customer_id = null,
                               problems = '[]', notes = '[]'
                         where run_id = :run and result in ('failed', 'refused')
                        """).param("run", run).update();
    }

    /** The first rows that the run still has to do. */
    List<SourceRow> toDo(long run, int most) {
        return jdbc.sql("""
                        select line, cells, kinds from import_row where run_id = :run and todo order by line limit :most
                        """)
                .param("run", run)
                .param("most", most)
                .query(ImportStore::source)
                .list();
    }

    /**
     * Those of some rows that the run still has to do. Whoever else does them waits until this transaction ends, and finds
     * them done.
     */
    List<SourceRow> stillToDo(long run, List<SourceRow> rows) {
        Set<Long> lines = new HashSet<>(jdbc.sql("""
                        select line from import_row where run_id = :run and line = any (:lines::bigint[]) and todo
                         order by line for update
                        """)
                .param("run", run)
                .param("lines", rows.stream().map(SourceRow::line).toArray(Long[]::new))
                .query(Long.class)
                .list());
        return rows.stream().filter(it -> lines.contains(it.line())).toList();
    }

    /**
     * Says which line of the file was the first to speak of what each key names.
     *
     * @param keys the line of each
     */
    Map<String, Long> firstLines(long run, Map<String, Long> keys) {
        Map<String, Long> first = new HashMap<>();
        Object[] names = keys.keySet().toArray();
        batches.update(connection -> {
            var insert = connection.prepareStatement(
                    "insert into import_key (run_id, key, line)"
                            + " select ?, key, line from unnest(?::text[], ?::bigint[]) as k (key, line) on conflict do nothing");
            insert.setLong(1, run);
            insert.setArray(2, connection.createArrayOf("text", names));
            insert.setArray(3, connection.createArrayOf("bigint", keys.values().toArray()));
            return insert;
        });
        batches.query(
                connection -> {
                    var query = connection.prepareStatement(
                            "select key, line from import_key where run_id = ? and key = any (?)");
                    query.setLong(1, run);
                    query.setArray(2, connection.createArrayOf("text", names));
                    return query;
                },
                row -> {
                    first.put(row.getString("key"), row.getLong("line"));
                });
        return first;
    }

    /** Remembers that a row looks like an earlier one. */
    void alike(long run, long line, Twin twin, String note, boolean asks) {
        jdbc.sql("""
                        insert into import_alike (run_id, line, other_line, score, reason, note, todo)
                        values (:run, :line, :other, :score, :reason, :note, :asks)
                        on conflict (run_id, line) do update set other_line = excluded.other_line, score = excluded.score,
                               reason = excluded.reason, note = excluded.note, todo = excluded.todo
                        """)
                .param("run", run)
                .param("line", line)
                .param("other", twin.place())
                .param("score", twin.score())
                .param("reason", twin.reason())
                .param("note", note)
                .param("asks", asks)
                .update();
    }

    /** What the dry run said of rows that look like an earlier one, by line. */
    Map<Long, String> alike(long run, List<SourceRow> rows) {
        Map<Long, String> notes = new HashMap<>();
        jdbc.sql("select line, note from import_alike where run_id = :run and line = any (:lines::bigint[])")
                .param("run", run)
                .param("lines", rows.stream().map(SourceRow::line).toArray(Long[]::new))
                .query(row -> {
                    notes.put(row.getLong("line"), row.getString("note"));
                });
        return notes;
    }

    /** Writes down what is to become of rows. */
    void planned(long run, List<RowPlan> plans) {
        batches.batchUpdate("""
                update import_row set outcome = ?, problems = ?::jsonb, notes = ?::jsonb, customer_id = ?, todo = ?, asks = ?
                 where run_id = ? and line = ?
                """, plans, plans.size(), (statement, plan) -> {
            statement.setString(1, plan.outcome().id());
            statement.setString(2, write(plan.problems()));
            statement.setString(3, write(plan.notes()));
            statement.setObject(
                    4, plan.customer() == null ? null : CustomerNumber.idOf(plan.customer()), java.sql.Types.BIGINT);
            statement.setBoolean(5, plan.isToDo());
            statement.setBoolean(6, plan.asks());
            statement.setLong(7, run);
            statement.setLong(8, plan.row().line());
        });
    }

    /**
     * What the run did with a row.
     *
     * @param result {@code created}, {@code updated}, {@code unchanged}, {@code refused} or {@code failed}
     * @param before what an update replaced, or null
     */
    record Done(
            long line,
            String result,
            @Nullable String customer,
            List<Problem> problems,
            List<String> notes,
            @Nullable Map<String, Object> before) {}

    void done(long run, List<Done> rows) {
        OffsetDateTime now = now();
        batches.batchUpdate("""
                update import_row set result = ?, problems = ?::jsonb, notes = ?::jsonb, customer_id = ?,
                       before = ?::jsonb, done_at = ?, todo = false
                 where run_id = ? and line = ?
                """, rows, Math.max(rows.size(), 1), (statement, row) -> {
            statement.setString(1, row.result());
            statement.setString(2, write(row.problems()));
            statement.setString(3, write(row.notes()));
            statement.setObject(
                    4, row.customer() == null ? null : CustomerNumber.idOf(row.customer()), java.sql.Types.BIGINT);
            statement.setString(5, row.before() == null ? null : write(row.before()));
            statement.setObject(6, now);
            statement.setLong(7, run);
            statement.setLong(8, row.line());
        });
    }

    /** Remembers the numbers that customers have in another system. */
    void refer(Map<String, String> customersByReference) {
        batches.batchUpdate(
                "insert into customer_reference (reference, customer_id) values (?, ?) on conflict do nothing",
                customersByReference.entrySet().stream()
                        .map(it -> new Object[] {it.getKey(), CustomerNumber.idOf(it.getValue())})
                        .toList());
    }

    /**
     * How many rows there are.
     *
     * @param outcomes of each outcome
     * @param results of each result
     * @param asking that bring somebody whom a person is asked to compare with somebody else
     * @param undoFailed that could not be undone on our side
     */
    record Counts(Map<String, Long> outcomes, Map<String, Long> results, long asking, long undoFailed) {}

    /** All counts in one look: of a large file it reads every row. */
    Counts counts(long run) {
        List<Group> groups = jdbc.sql("""
                        select outcome, result, count(*) as rows, count(*) filter (where asks) as asking,
                               count(*) filter (where undo_failed) as undo_failed
                          from import_row where run_id = :run group by 1, 2
                        """).param("run", run).query(Group.class).list();
        return new Counts(
                rows(groups, Group::outcome),
                rows(groups, Group::result),
                groups.stream().mapToLong(Group::asking).sum(),
                groups.stream().mapToLong(Group::undoFailed).sum());
    }

    private record Group(@Nullable String outcome, @Nullable String result, long rows, long asking, long undoFailed) {}

    private static Map<String, Long> rows(List<Group> groups, Function<Group, @Nullable String> by) {
        return groups.stream()
                .filter(group -> by.apply(group) != null)
                .collect(Collectors.groupingBy(by, Collectors.summingLong(Group::rows)));
    }

    /** A row as people read of it. */
    record RowView(
            long line,
            @Nullable String outcome,
            @Nullable String result,
            @Nullable String customer,
            List<Problem> problems,
            List<String> notes) {}

    List<RowView> views(long run, @Nullable String outcome, long after, int most) {
        return jdbc.sql("""
                        select line, outcome, result, customer_id, problems, notes from import_row
                         where run_id = :run and line > :after
                           and (:outcome::text is null or outcome = :outcome or result = :outcome
                                or :outcome = 'alike' and asks)
                         order by line limit :most
                        """)
                .param("run", run)
                .param("outcome", outcome, java.sql.Types.VARCHAR)
                .param("after", after)
                .param("most", most)
                .query((row, index) -> new RowView(
                        row.getLong("line"),
                        row.getString("outcome"),
                        row.getString("result"),
                        row.getObject("customer_id") == null ? null : CustomerNumber.of(row.getLong("customer_id")),
                        read(row.getString("problems"), new TypeReference<List<Problem>>() {}),
                        read(row.getString("notes"), new TypeReference<List<String>>() {})))
                .list();
    }

    /**
     * A row that was done and is to be undone.
     *
     * @param created whether it brought the customer, or changed one who was there
     * @param touchedBy somebody who worked on the customer since, or null
     * @param changes what an update changed, by field: the text before and the text then
     */
    record Doing(
            long line,
            boolean created,
            String customer,
            @Nullable String touchedBy,
            Map<String, Map<String, String>> changes) {}

    /** The lines of the next rows to undo, last first: what was changed twice goes back the same way. */
    List<Long> toUndo(long run, int most) {
        return jdbc.sql("""
                        select line from import_row where run_id = :run and result in ('created', 'updated')
                         order by line desc limit :most
                        """)
                .param("run", run)
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /**
     * Holds those of some rows that are still to be undone: whoever else undoes them waits until this transaction ends, and
     * finds them undone.
     *
     * @return their customers
     */
    List<String> holdToUndo(long run, List<Long> lines) {
        return jdbc
                .sql("""
                        select customer_id from import_row
                         where run_id = :run and line = any (:lines::bigint[]) and result in ('created', 'updated')
                         order by line for update
                        """)
                .param("run", run)
                .param("lines", lines.toArray(Long[]::new))
                .query(Long.class)
                .list()
                .stream()
                .map(CustomerNumber::of)
                .distinct()
                .toList();
    }

    /** Those of some rows that are still to be undone, last first, as they and their customers are now. */
    List<Doing> doings(long run, List<Long> lines) {
        return jdbc.sql("""
                        select line, result, customer_id, before,
                               (select min(j.by_id) from journal j
                                 where j.customer_id = r.customer_id and j.by_id <> 'baton'
                                   and not (j.kind in ('imported', 'note') and exists (
                                        select 1 from import_run i
                                         where i.id = (j.data ->> 'import')::bigint
                                           and (i.id = r.run_id or i.state = 'UNDONE')))
                                   and (j.at > r.done_at or j.at = r.done_at and j.by_id <> run.by_id)) as touched_by
                          from import_row r join import_run run on run.id = r.run_id
                         where r.run_id = :run and line = any (:lines::bigint[]) and result in ('created', 'updated')
                         order by line desc
                        """)
                .param("run", run)
                .param("lines", lines.toArray(Long[]::new))
                .query((row, index) -> new Doing(
                        row.getLong("line"),
                        row.getString("result").equals("created"),
                        CustomerNumber.of(row.getLong("customer_id")),
                        row.getString("touched_by"),
                        row.getString("before") == null
                                ? Map.of()
                                : read(
                                        row.getString("before"),
                                        new TypeReference<Map<String, Map<String, String>>>() {})))
                .list();
    }

    /**
     * Writes down what became of a row that was to be undone; nothing where somebody else has undone it by now.
     *
     * @param note what people read about it, or null
     */
    void undone(long run, long line, boolean kept, @Nullable String note) {
        jdbc.sql("""
                        update import_row set result = :result, notes = notes || :notes::jsonb
                         where run_id = :run and line = :line and result in ('created', 'updated')
                        """)
                .param("result", kept ? "kept" : "undone")
                .param("notes", write(note == null ? List.of() : List.of(note)))
                .param("run", run)
                .param("line", line)
                .update();
    }

    private static final String UNDO_FAILED =
            "Kept, since undoing it failed on our side; the log says why. Undo the import once more to try it again.";

    /** Rows whose customers stay for no reason of theirs. */
    void undoFailed(long run, List<Long> lines) {
        jdbc.sql("""
                        update import_row set result = 'kept', undo_failed = true, notes = notes || jsonb_build_array(:note::text)
                         where run_id = :run and line = any (:lines::bigint[]) and result in ('created', 'updated')
                        """)
                .param("run", run)
                .param("lines", lines.toArray(Long[]::new))
                .param("note", UNDO_FAILED)
                .update();
    }

    /**
     * Forgets that rows could not be undone, so that they are undone now.
     *
     * @return how many there are
     */
    int forgetFailedUndo(long run) {
        return jdbc.sql("""
                        update import_row set result = case when before is null then 'created' else 'updated' end,
                               undo_failed = false, notes = notes - :note::text
                         where run_id = :run and undo_failed
                        """).param("run", run).param("note", UNDO_FAILED).update();
    }

    void forgetReferences(String customer, @Nullable String reference) {
        jdbc.sql("""
                        delete from customer_reference
                         where customer_id = :customer and (:reference::text is null or reference = :reference)
                        """)
                .param("customer", CustomerNumber.idOf(customer))
                .param("reference", reference, java.sql.Types.VARCHAR)
                .update();
    }

    private static SourceRow source(ResultSet row, int index) throws SQLException {
        return new SourceRow(
                row.getLong("line"), List.of((String[]) row.getArray("cells").getArray()), row.getString("kinds"));
    }

    private ImportRun run(ResultSet row, int index) throws SQLException {
        return new ImportRun(
                row.getLong("id"),
                row.getString("by_id"),
                time(row, "created_at"),
                row.getString("file_name"),
                row.getString("read_as"),
                read(row.getString("warnings"), new TypeReference<List<String>>() {}),
                read(row.getString("headings"), new TypeReference<List<String>>() {}),
                read(row.getString("looks"), new TypeReference<ArrayList<ColumnLooks.Look>>() {}),
                read(row.getString("mapping"), new TypeReference<Mapping>() {}),
                State.valueOf(row.getString("state")),
                row.getInt("row_count"),
                row.getObject("started_at") == null ? null : time(row, "started_at"),
                row.getObject("ended_at") == null ? null : time(row, "ended_at"),
                row.getString("undone_by"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write as JSON: " + value, e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An import holds what cannot be read: " + text, e);
        }
    }
}
