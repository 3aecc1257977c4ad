package io.baton.deadline;

import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.engine.Doer;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what becomes of each deadline: begun, reminded of, missed, done. */
@Service
@Transactional
class DeadlineRecord {

    private final DeadlineRows rows;
    private final DueDates dueDates;
    private final CustomerRecord record;
    private final ObjectProvider<MissedDeadlines> told;
    private final ObjectProvider<DeadlinePauses> pauses;
    private final ObjectProvider<WaitForCustomerProcess> waiting;
    private final Clock clock;

    DeadlineRecord(
            DeadlineRows rows,
            DueDates dueDates,
            CustomerRecord record,
            ObjectProvider<MissedDeadlines> told,
            ObjectProvider<DeadlinePauses> pauses,
            ObjectProvider<WaitForCustomerProcess> waiting,
            Clock clock) {
        this.rows = rows;
        this.dueDates = dueDates;
        this.record = record;
        this.told = told;
        this.pauses = pauses;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** A task was created that is to be done by a date. */
    void opened(Deadline.Step step, String window, boolean ofTask, @Nullable String severity) {
        DueDates.Beginning begun = dueDates.beginning(step.customer(), window, severity);
        rows.save(new Deadline(step, window, ofTask, begun.situation(), begun.now(), begun.countedFrom(), begun.due()));
    }

    /** A task is done, or gone without having been done. A date that passed before its timer came is missed all the same. */
    void ended(@Nullable String customer, String taskId, Deadline.End how, @Nullable String assignee, String by) {
        Instant now = clock.instant();
        lock(customer);
        for (Deadline deadline : rows.openOfTask(taskId)) {
            if (now.isAfter(deadline.dueAt()) && !deadline.isBreached()) {
                breached(deadline, label(deadline), assignee, now);
            }
            boolean waits = deadline.isPausedAt(now);
            if (waits) {
                pauses.getObject().cutShort(deadline, now);
            }
            // What stands beside the task's own date, such as the day of a decision, is not met by another round.
            boolean beside = how == Deadline.End.DONE && !deadline.isOfTask() && !deadline.isBreached();
            deadline.end(beside ? Deadline.End.DROPPED : how, now, by);
            if (waits && customer != null) {
                waiting.getObject().replied(customer);
            }
            if (deadline.isBreached()) {
                told.forEach(it -> it.over(deadline.id()));
            }
        }
    }

    /** Customers are locked before their deadlines, here as everywhere, so that nobody waits for each other. */
    private void lock(@Nullable String customer) {
        if (customer != null) {
            record.lockAll(List.of(customer));
        }
    }

    /** What people read about the window; the step itself where the table has no row for it any more. */
    private String label(Deadline deadline) {
        try {
            return dueDates.followUp(deadline).label();
        } catch (IllegalStateException e) {
            return deadline.what();
        }
    }

    /**
     * Something is due for the steps of a process: reminds of those that are not overdue yet, puts the breach of those that
     * are on record, and brings up once more what was missed before.
     *
     * @param customer its number, or null where the process is about none
     * @param assignees who has the task with an id, or null
     * @return whether any deadline is open in the process
     */
    boolean comeDue(@Nullable String customer, String processInstanceId, UnaryOperator<@Nullable String> assignees) {
        Instant now = clock.instant();
        lock(customer);
        List<Deadline> open = rows.openOfProcess(processInstanceId);
        for (Deadline deadline : open) {
            FollowUp followUp = dueDates.followUp(deadline);
            String assignee = assignees.apply(deadline.taskId());
            if (!now.isBefore(deadline.dueAt()) && !deadline.isBreached()) {
                breached(deadline, followUp.label(), assignee, now);
                if (followUp.ladder() != null) {
                    MissedDeadline missed = MissedDeadline.of(deadline, followUp, assignee);
                    told.forEach(it -> it.missed(missed));
                }
            } else if (hasComeDue(deadline, now)) {
                reminded(deadline, followUp, assignee, now);
            }
        }
        return !open.isEmpty();
    }

    private boolean hasComeDue(Deadline deadline, Instant now) {
        Instant last = deadline.remindedAt() == null ? deadline.startedAt() : deadline.remindedAt();
        if (deadline.breachedAt() != null && deadline.breachedAt().isAfter(last)) {
            last = deadline.breachedAt();
        }
        return !dueDates.next(deadline, last).isAfter(now);
    }

    private void breached(Deadline deadline, String label, @Nullable String assignee, Instant now) {
        String customer = deadline.customer();
        Party owner = customer == null ? null : record.facts(customer).owner();
        deadline.breached(now, owner, assignee);
        if (customer != null) {
            record.breached(customer, Doer.BATON, "Overdue: " + label + ".", data(deadline, assignee));
        }
    }

    private void reminded(Deadline deadline, FollowUp followUp, @Nullable String assignee, Instant now) {
        deadline.reminded(now);
        String customer = deadline.customer();
        if (customer != null) {
            record.reminded(
                    customer,
                    Doer.BATON,
                    (deadline.isBreached() ? "Still overdue: " : "Reminder: ") + followUp.label() + ".",
                    data(deadline, assignee));
        }
    }

    private static Map<String, Object> data(Deadline deadline, @Nullable String assignee) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("deadline", deadline.id());
        data.put("window", deadline.followUp());
        data.put("step", deadline.what());
        data.put("due", deadline.dueAt().toString());
        if (assignee != null) {
            data.put("assignee", assignee);
        }
        return data;
    }
}
