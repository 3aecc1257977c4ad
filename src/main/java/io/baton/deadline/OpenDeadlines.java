package io.baton.deadline;

import io.baton.api.Refusal;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.engine.Desk;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What other parts may know of a deadline, and the one thing that they may do to it: give its step a new date. */
@Service
@Transactional
public class OpenDeadlines {

    private final DeadlineRows rows;
    private final DueDates dueDates;
    private final DeadlineMoves moves;
    private final Desk desk;
    private final CustomerRecord record;
    private final Clock clock;

    OpenDeadlines(
            DeadlineRows rows, DueDates dueDates, DeadlineMoves moves, Desk desk, CustomerRecord record, Clock clock) {
        this.rows = rows;
        this.dueDates = dueDates;
        this.moves = moves;
        this.desk = desk;
        this.record = record;
        this.clock = clock;
    }

    /** A missed deadline whose step is still open; null where it is done, or was not missed. */
    @Transactional(readOnly = true)
    public @Nullable MissedDeadline missed(long id) {
        Deadline deadline = find(id);
        if (!deadline.isOpen() || !deadline.isBreached()) {
            return null;
        }
        return MissedDeadline.of(deadline, dueDates.followUp(deadline), desk.assignee(deadline.taskId()));
    }

    /** Holds the customer and then the deadline until the transaction ends: in this order, as everywhere. */
    public void hold(long id) {
        Long customer = rows.customerOf(id);
        if (customer != null) {
            record.lock(CustomerNumber.of(customer));
        }
        rows.lock(id);
    }

    /** The moment a length of time from now, in the working time of the customer's team. */
    @Transactional(readOnly = true)
    public Instant fromNow(long id, Window length) {
        return length.after(clock.instant(), dueDates.calendar(find(id)));
    }

    /**
     * Gives the step of a missed deadline a new date: the old deadline is closed as missed, and another one begins, which
     * can be missed in its turn.
     *
     * @param date the day at whose end the step is due, or null for the window from now on
     * @throws Refusal where the day is over, or the step is done
     */
    public void renew(long id, @Nullable LocalDate date, String by) {
        Deadline deadline = rows.lock(id).orElseThrow();
        if (!deadline.isOpen()) {
            throw Refusal.conflict("'" + deadline.what() + "' is done already.");
        }
        Instant now = clock.instant();
        DueDates.Beginning begun = dueDates.beginning(
                deadline.customer(), deadline.followUp(), deadline.situation().severity());
        if (date == null && begun.followUp().countsBack()) {
            throw Refusal.because("Give the new date: this step counts back from one.");
        }
        Due due = date == null ? dueDates.fromNow(begun) : Due.set(date, begun.calendar());
        if (!due.at().isAfter(now)) {
            throw Refusal.ofField("newDate", "is over: " + date);
        }
        // The old one is written first: the database lets one deadline of a step be open at a time.
        Deadline next = deadline.extended(begun.situation(), begun.countedFrom(), due, now, by);
        rows.saveAndFlush(deadline);
        moves.show(rows.save(next));
    }

    private Deadline find(long id) {
        return rows.findById(id).orElseThrow();
    }
}
