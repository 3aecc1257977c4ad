package io.baton.deadline;

import io.baton.api.Refusal;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.engine.Desk;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What other parts may know of a deadline, and the one thing that they may do to it: give its step a new date. */
@Service
@Transactional
public class OpenDeadlines {

    private static final Logger LOG = LoggerFactory.getLogger(OpenDeadlines.class);

    private final DeadlineRows rows;
    private final ObjectProvider<DeadlineRecord> deadlines;
    private final DueDates dueDates;
    private final DeadlineMoves moves;
    private final Desk desk;
    private final CustomerRecord record;
    private final Clock clock;

    OpenDeadlines(
            DeadlineRows rows,
            ObjectProvider<DeadlineRecord> deadlines,
            DueDates dueDates,
            DeadlineMoves moves,
            Desk desk,
            CustomerRecord record,
            Clock clock) {
        this.rows = rows;
        this.deadlines = deadlines;
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

    /** Of missed deadlines those whose steps are still open, by their ids; it is left open who has them. */
    @Transactional(readOnly = true)
    public Map<Long, MissedDeadline> missed(Collection<Long> ids) {
        List<Deadline> found = rows.findByIdIn(ids);
        List<String> customers = customers(found.stream().map(Deadline::customer));
        if (!customers.isEmpty()) {
            record.readAll(customers);
        }
        Map<Long, MissedDeadline> missed = new HashMap<>();
        for (Deadline deadline : found) {
            if (deadline.isOpen() && deadline.isBreached()) {
                try {
                    missed.put(deadline.id(), MissedDeadline.of(deadline, dueDates.followUp(deadline), null));
                } catch (IllegalStateException e) {
                    LOG.warn("The escalation of deadline {} stays as it is: {}", deadline.id(), e.getMessage());
                }
            }
        }
        return missed;
    }

    /** Holds many customers, and then their deadlines, until the transaction ends. */
    public void holdAll(Collection<Long> ids) {
        record.lockAll(customers(rows.customersOf(ids).stream().map(CustomerNumber::of)));
        rows.lockAll(ids);
    }

    private static List<String> customers(Stream<@Nullable String> numbers) {
        return numbers.filter(Objects::nonNull).distinct().toList();
    }

    /** The moment a length of time after another, in the working time of the customer's team. */
    @Transactional(readOnly = true)
    public Instant after(long id, Instant from, Window length) {
        return length.after(from, dueDates.calendar(find(id)));
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

    /** A step is answered by something that happened elsewhere: what waits for it is met, and its diagram goes on. */
    public void answered(String customer, String task, String by) {
        deadlines.getObject().ended(customer, task, Deadline.End.DONE, desk.assignee(task), by);
    }

    /** Somebody else has a step from now on: what was missed stays missed, and another deadline begins for them. */
    public void beginAnew(String task, String by) {
        for (Deadline deadline : rows.openOfTask(task)) {
            if (deadline.isBreached() && !dueDates.followUp(deadline).countsBack()) {
                renew(deadline.id(), null, by);
            }
        }
    }

    private Deadline find(long id) {
        return rows.findById(id).orElseThrow();
    }
}
