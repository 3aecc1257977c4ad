package io.baton.team;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a person is away.
 *
 * @param from the first moment
 * @param until the moment of the return
 * @param backup who stands in before the person's own backup, or null
 * @param cancelledAt when it was called off, or when the person was back early; from then on it counts no more
 * @param instance the process instance that hands over and gives back
 */
record Absence(
        long id,
        String person,
        Instant from,
        Instant until,
        @Nullable String backup,
        @Nullable String reason,
        String plannedBy,
        Instant plannedAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy,
        String instance) {}
