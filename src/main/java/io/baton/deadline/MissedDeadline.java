package io.baton.deadline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that was not done in time.
 *
 * @param id of the deadline
 * @param customer its number, or null where the process is about none
 * @param taskId the task that is still open
 * @param what the task's label
 * @param label what people read about the window
 * @param ladder which ladder of {@code escalation.dmn} it climbs
 * @param valueTier how much the customer is worth, or empty
 * @param severity how bad it is, or empty
 * @param promised whether the customer was promised the date; a day that a manager set promises nothing
 * @param assignee who has the task, or null
 * @param due when it was due
 */
public record MissedDeadline(
        long id,
        @Nullable String customer,
        String taskId,
        String what,
        String label,
        String ladder,
        String valueTier,
        String severity,
        boolean promised,
        @Nullable String assignee,
        Instant due) {

    static MissedDeadline of(Deadline deadline, FollowUp followUp, @Nullable String assignee) {
        return new MissedDeadline(
                deadline.id(),
                deadline.customer(),
                deadline.taskId(),
                deadline.what(),
                followUp.label(),
                followUp.ladder() == null ? "" : followUp.ladder(),
                deadline.situation().valueTier(),
                deadline.situation().severity(),
                deadline.isPromised(),
                assignee,
                deadline.dueAt());
    }
}
