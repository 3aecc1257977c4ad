package io.baton.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact as another system or a person states it.
 *
 * @param key which fact; one that {@code evidence-keys.dmn} lists
 * @param value true, false, a date or a text; left out, a yes or no means yes
 * @param increment how many more there are, for what is counted
 * @param occurredAt when it happened; left out, now
 * @param eventId the sender's own id of the event: the same one again counts nothing
 * @param documentUrl where the document is that holds the detail
 */
record NewEvidence(
        @Nullable String key,
        @Nullable Object value,
        @Nullable Long increment,
        @Nullable Instant occurredAt,
        @Nullable String eventId,
        @Nullable String note,
        @Nullable String documentUrl) {}
