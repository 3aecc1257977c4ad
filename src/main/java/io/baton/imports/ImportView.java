package io.baton.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as others see it.
 *
 * @param readAs how the file was read, in words
 * @param warnings what should be looked at though the file can be read
 * @param questions what has to be said in the mapping before some rows can be taken
 * @param mapping what was said of the file so far
 * @param unknown the words that nobody knows, while somebody can still say what they stand for
 * @param dryRun what would become of the rows
 * @param progress what became of them so far
 * @param summary all of it in a sentence
 */
record ImportView(
        long id,
        String state,
        String file,
        String readAs,
        String by,
        Instant at,
        List<ColumnView> columns,
        List<String> warnings,
        List<String> questions,
        Mapping mapping,
        List<UnknownWords.Unknown> unknown,
        DryRun dryRun,
        Progress progress,
        String summary) {

    /**
     * A column.
     *
     * @param column its letter
     * @param field what it holds, or null where it is left out
     * @param label the same in words
     * @param dates where it holds dates that could be read both ways: how they are read, or {@code undecided}
     */
    record ColumnView(
            String column,
            String heading,
            @Nullable String field,
            @Nullable String label,
            List<String> samples,
            @Nullable String dates) {}

    /**
     * How many rows there are of each kind.
     *
     * @param alike how many of those created look like others, so that somebody is asked to compare them
     */
    record DryRun(
            int rows,
            long created,
            long updated,
            long unchanged,
            long duplicates,
            long refused,
            long skipped,
            long alike) {}

    /**
     * How many rows are done, and how.
     *
     * @param undoFailed how many of those kept could not be undone on our side
     */
    record Progress(
            long toDo,
            long done,
            long created,
            long updated,
            long unchanged,
            long refused,
            long failed,
            long undone,
            long kept,
            long undoFailed) {}
}
