package io.baton.deadline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deadline as others see it.
 *
 * @param what the step's label
 * @param window its row in {@code follow-up-windows.dmn}
 * @param state {@code open}, {@code paused}, {@code overdue}, {@code met}, {@code missed} or {@code dropped}
 * @param missedAt when it was missed, if it was
 * @param owner who owned the customer when it was missed
 * @param assignee who had the step when it was missed
 * @param pauses when the customer was waited for
 */
record DeadlineView(
        String what,
        String window,
        String state,
        Instant startedAt,
        Instant due,
        @Nullable Instant missedAt,
        @Nullable String owner,
        @Nullable String assignee,
        @Nullable Instant endedAt,
        List<PauseView> pauses) {

    /** A time for which the customer was waited for. */
    record PauseView(Instant from, Instant until, String reason, String by) {}

    /** The deadlines of a customer, newest first. */
    record Answer(List<DeadlineView> items) {}
}
