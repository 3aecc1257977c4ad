package io.baton.imports;

import io.baton.customer.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a file calls stages, owners, sources and playbooks, and nobody knows here: for a person to say what it stands for. */
@Component
class UnknownWords {

    /** Of one column at once; who has more names for stages or people has taken another column for them. */
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
     * @param meaning what it was said to stand for, as one of the options, or null
     * @param options what it can stand for
     */
    record Unknown(
            String field,
            String label,
            String word,
            long rows,
            @Nullable String meaning,
            List<String> options) {}

    /** A word in its most frequent spelling. */
    private record Word(String word, long rows) {

        private Word and(Word otherwiseSpelled) {
            return new Word(word, rows + otherwiseSpelled.rows);
        }
    }

    /**
     * The words of a file.
     *
     * @param words those that nobody knows, the most frequent first, and behind them those of which somebody has said what
     *     they stand for
     * @param questions of columns that have more than are shown
     */
    record Listed(List<Unknown> words, List<String> questions) {

        static final Listed NONE = new Listed(List.of(), List.of());
    }

    Listed of(ImportRun run, Columns columns) {
        Vocabulary words = planner.vocabulary();
        Listed all = new Listed(new ArrayList<>(), new ArrayList<>());
        add(
                all,
                run,
                columns,
                Field.STAGE,
                it -> words.stage(it) == null ? null : words.stage(it).stage().id(),
                Arrays.stream(Stage.values()).map(Stage::id).toList());
        add(all, run, columns, Field.OWNER, words::person, words.persons());
        add(all, run, columns, Field.SOURCE, words::source, tables.sources());
        add(all, run, columns, Field.PLAYBOOK, words::playbook, words.playbooks());
        return all;
    }

    private void add(
            Listed all,
            ImportRun run,
            Columns columns,
            Field field,
            Function<String, @Nullable String> known,
            List<String> options) {
        Columns.Column column = columns.of(field);
        if (column == null) {
            return;
        }
        String label = tables.labels().getOrDefault(field, field.id());
        List<Word> read = jdbc.sql("""
                        select cells[:cell] as word, count(*) as rows from import_row
                         where run_id = :run and cells[:cell] <> '' group by 1 order by 2 desc, 1 limit :most
                        """)
                .param("cell", column.index() + 1)
                .param("run", run.id())
                .param("most", MOST_READ)
                .query(Word.class)
                .list();
        // What a word stands for is compared by its letters and digits.
        Map<String, Word> explained = new LinkedHashMap<>();
        Map<String, Word> unknown = new LinkedHashMap<>();
        for (Word word : read) {
            if (run.mapping().isExplained(field, word.word())) {
                explained.merge(Words.plain(word.word()), word, Word::and);
            } else if (known.apply(word.word()) == null) {
                unknown.merge(Words.plain(word.word()), word, Word::and);
            }
        }
        unknown.values().stream()
                .limit(MOST)
                .map(it -> new Unknown(field.id(), label, it.word(), it.rows(), null, options))
                .forEach(all.words()::add);
        explained.values().stream()
                .map(it -> new Unknown(
                        field.id(),
                        label,
                        it.word(),
                        it.rows(),
                        known.apply(run.mapping().meaning(field, it.word())),
                        options))
                .forEach(all.words()::add);
        if (unknown.size() > MOST) {
            all.questions()
                    .add(
                            "Column %s, %s: does it hold what it is taken for? It has %s words that nobody knows; the %d most frequent are listed, and others once these are answered."
                                    .formatted(
                                            column.letter(),
                                            column.heading(),
                                            read.size() >= MOST_READ ? "a thousand or more" : unknown.size(),
                                            MOST));
        }
    }
}
