package io.baton.deadline;

import io.baton.engine.TaskTimers;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Moves an open deadline to another date: its row, its task and the timer on the task, in one transaction. */
@Component
class DeadlineMoves {

    private final DueDates dueDates;
    private final TaskTimers timers;
    private final Clock clock;

    DeadlineMoves(DueDates dueDates, TaskTimers timers, Clock clock) {
        this.dueDates = dueDates;
        this.timers = timers;
        this.clock = clock;
    }

    void move(Deadline deadline, Due due) {
        deadline.moveTo(due.at(), due.agreedOn());
        show(deadline);
    }

    /** Makes the task and its timer follow the deadline. */
    void show(Deadline deadline) {
        if (deadline.isOfTask()) {
            timers.dueAt(deadline.taskId(), deadline.dueAt());
        }
        timers.fireAt(deadline.taskId(), "'" + deadline.followUp() + "'", dueDates.next(deadline, clock.instant()));
    }
}
