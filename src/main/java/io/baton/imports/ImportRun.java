package io.baton.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import: the file as it was read, and how far it is.
 *
 * @param undoneBy who wanted it undone; null while nobody does
 */
record ImportRun(
        long id,
        String by,
        Instant createdAt,
        String fileName,
        String readAs,
        List<String> warnings,
        List<String> headings,
        List<ColumnLooks.Look> looks,
        Mapping mapping,
        State state,
        int rows,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String undoneBy) {

    enum State {
        /** The dry run is there; nothing was done. */
        CHECKED,
        RUNNING,
        DONE,
        DISCARDED,
        UNDOING,
        UNDONE;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Columns columns(ImportTables tables) {
        return Columns.of(headings, looks, mapping, tables.headings());
    }
}
