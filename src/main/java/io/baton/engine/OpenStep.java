package io.baton.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits for somebody or for a date.
 *
 * @param what its label on the diagram
 * @param assignee the person who has it, or null
 * @param team the team that may take it, or null
 * @param due when it is due, or null where the diagram sets no date
 * @param taskId the user task, or null where a timer alone is waited for
 */
public record OpenStep(
        String what,
        @Nullable String assignee,
        @Nullable String team,
        @Nullable Instant due,
        @Nullable String taskId) {}
