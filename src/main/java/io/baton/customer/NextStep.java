package io.baton.customer;

import io.baton.engine.OpenStep;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens next for a customer: mirrored from the open task, or from the waiting timer while there is no task.
 *
 * @param what the step's label
 * @param whoType whether a person or a team has it, or null while a timer alone is waited for
 * @param whoId the person's or team's id
 * @param due when it is due
 * @param taskId the user task, or null for a timer
 */
@Embeddable
record NextStep(
        String what,

        @jakarta.persistence.Enumerated(jakarta.persistence.EnumType.STRING)
        Party.@Nullable Type whoType,

        @Nullable String whoId,
        @Nullable Instant due,
        @Nullable String taskId) {

    static NextStep of(OpenStep step) {
        if (step.assignee() != null) {
            return new NextStep(step.what(), Party.Type.PERSON, step.assignee(), step.due(), step.taskId());
        }
        if (step.team() != null) {
            return new NextStep(step.what(), Party.Type.TEAM, step.team(), step.due(), step.taskId());
        }
        return new NextStep(step.what(), null, null, step.due(), step.taskId());
    }

    boolean isTask(@Nullable String id) {
        return taskId != null && taskId.equals(id);
    }

    /** Whether this one comes before the other; a step without a date comes last. */
    boolean isEarlierThan(NextStep other) {
        return due != null && (other.due == null || due.isBefore(other.due));
    }
}
