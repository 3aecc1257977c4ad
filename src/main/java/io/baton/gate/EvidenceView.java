package io.baton.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact on file, as REST shows it.
 *
 * @param value true, false, a date or a text; null where it is counted
 * @param increment how many more there were; null where it is not counted
 * @param by the person or system that said so
 * @param source {@code form} or {@code rest}
 * @param withdrawn when it was withdrawn, by whom and why, or null while it counts
 */
record EvidenceView(
        long id,
        String key,
        @Nullable Object value,
        @Nullable Long increment,
        Instant occurredAt,
        Instant recordedAt,
        String by,
        String source,
        @Nullable String eventId,
        @Nullable String note,
        @Nullable String documentUrl,
        @Nullable Withdrawn withdrawn) {

    record Withdrawn(Instant at, String by, String reason) {}
}
