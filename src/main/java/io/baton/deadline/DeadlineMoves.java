package io.baton.deadline;

import io.baton.customer.CustomerNumber;
import io.baton.engine.OpenSteps;
import io.baton.engine.TaskTimers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Moves open deadlines to other dates: their rows, their tasks and the timers on the tasks, in one transaction. */
@Component
class DeadlineMoves {

    private final DueDates dueDates;
    private final DeadlineRows rows;
    private final TaskTimers timers;
    private final ObjectProvider<OpenSteps> nextSteps;

    DeadlineMoves(DueDates dueDates, DeadlineRows rows, TaskTimers timers, ObjectProvider<OpenSteps> nextSteps) {
        this.dueDates = dueDates;
        this.rows = rows;
        this.timers = timers;
        this.nextSteps = nextSteps;
    }

    void move(Deadline deadline, Due due) {
        deadline.moveTo(due);
        show(deadline);
    }

    /** The same date, as it were, at another moment. */
    void move(Deadline deadline, Instant due) {
        deadline.moveTo(due);
        show(deadline);
    }

    /** Makes the task and its timer follow the deadline. */
    void show(Deadline deadline) {
        show(List.of(deadline), List.of(), dueDates);
    }

    /**
     * Makes tasks and their timers follow their deadlines.
     *
     * @param moved those whose date is another one now
     * @param others those whose date is the same, while that of a reminder may be another one
     * @param dates says what happens next to each
     */
    void show(Collection<Deadline> moved, Collection<Deadline> others, DueDates dates) {
        List<TaskTimers.Move> moves = moved.stream()
                .map(deadline -> new TaskTimers.Move(
                        deadline.taskId(),
                        setting(deadline),
                        deadline.isOfTask() ? deadline.dueAt() : null,
                        deadline.dueAt(),
                        dates.nextFromNow(deadline)))
                .collect(Collectors.toList());
        others.forEach(deadline -> moves.add(
                new TaskTimers.Move(deadline.taskId(), setting(deadline), null, null, dates.nextFromNow(deadline))));
        timers.move(moves);
        countAnew(moved);
    }

    private static String setting(Deadline deadline) {
        return "'" + deadline.followUp() + "'";
    }

    /** Where a customer has several tasks, another one may come first now. */
    private void countAnew(Collection<Deadline> moved) {
        Set<Long> customers = moved.stream()
                .filter(Deadline::isOfTask)
                .map(Deadline::customer)
                .filter(DeadlineMoves::isGiven)
                .map(CustomerNumber::idOf)
                .collect(Collectors.toSet());
        Set<Long> several = customers.isEmpty() ? Set.of() : rows.withSeveralTasks(customers);
        for (Deadline deadline : moved) {
            String customer = deadline.customer();
            if (customer != null && several.contains(CustomerNumber.idOf(customer))) {
                nextSteps.forEach(it -> it.ended(customer, deadline.taskId(), null));
            }
        }
    }

    private static boolean isGiven(@Nullable String customer) {
        return customer != null;
    }
}
