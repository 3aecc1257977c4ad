package io.baton.team;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that somebody else has while its person is away.
 *
 * @param person whose task it is
 * @param standIn who has it, or null where it went back to its team
 */
record LentTask(
        long id,
        String task,
        long absence,
        String person,
        @Nullable String standIn,
        Instant lentAt) {}
