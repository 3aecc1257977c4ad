package io.baton.imports;

import io.baton.customer.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a file calls stages, owners, sources and playbooks, and nobody knows here: for a person to say what it stands for. */
@Component
class UnknownWords {

    /** Of one column; who has more names for stages or people has taken another column for them. */
    private static final int MOST = 40;

    private static final int MOST_READ = 1_000;

    private final RowPlanner planner;
    private final ImportTables tables;
    private final JdbcClient jdbc;

    UnknownWords(RowPlanner planner, ImportTables tables, JdbcClient jdbc) {
        this.planner = planner;
        this.tables = tables;
        this.jdbc = jdbc;
    }

    /**
     * A word of the file.
     *
     * @param field such as {@code stage}
     * @param label the same in words
     * @param rows how many rows hold it
     * @param meaning what it was said to stand for, or null
     * @param options what it can stand for
     */
    record Unknown(
            String field,
            String label,
            String word,
            long rows,
            @Nullable String meaning,
            List<String> options) {}

    private record Word(String word, long rows) {}

    /** Those that nobody knows, and those of which somebody has said what they stand for; the most frequent first. */
    List<Unknown> of(ImportRun run, Columns columns) {
        Vocabulary words = planner.vocabulary();
        List<Unknown> all = new ArrayList<>();
        all.addAll(of(
                run,
                columns,
                Field.STAGE,
                it -> words.stage(it) == null,
                Arrays.stream(Stage.values()).map(Stage::id).toList()));
        all.addAll(of(run, columns, Field.OWNER, it -> words.person(it) == null, words.persons()));
        all.addAll(of(run, columns, Field.SOURCE, it -> words.source(it) == null, tables.sources()));
        all.addAll(of(run, columns, Field.PLAYBOOK, it -> words.playbook(it) == null, words.playbooks()));
        return all;
    }

    private List<Unknown> of(
            ImportRun run, Columns columns, Field field, Function<String, Boolean> isUnknown, List<String> options) {
        Columns.Column column = columns.of(field);
        if (column == null) {
            return List.of();
        }
        String label = tables.labels().getOrDefault(field, field.id());
        return jdbc
                .sql("""
                        select cells[:cell] as word, count(*) as rows from import_row
                         where run_id = :run and cells[:cell] <> '' group by 1 order by 2 desc, 1 limit :most
                        """)
                .param("cell", column.index() + 1)
                .param("run", run.id())
                .param("most", MOST_READ)
                .query(Word.class)
                .list()
                .stream()
                .filter(it -> run.mapping().isExplained(field, it.word()) || isUnknown.apply(it.word()))
                .limit(MOST)
                .map(it -> new Unknown(
                        field.id(),
                        label,
                        it.word(),
                        it.rows(),
                        run.mapping().isExplained(field, it.word())
                                ? run.mapping().meaning(field, it.word())
                                : null,
                        options))
                .toList();
    }
}
