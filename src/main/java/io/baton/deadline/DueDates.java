package io.baton.deadline;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.customer.NewHere;
import io.baton.engine.PerTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Computes by when a step is done and when something happens to it before and after: from tables, agreements and pauses. */
@Component
class DueDates {

    private final AgreedDates agreedDates;
    private final FollowUpWindows windows;
    private final BusinessCalendars calendars;
    private final CustomerRecord record;
    private final Pauses pauses;
    private final Clock clock;
    private final NewHere newHere;
    private final PerTransaction<Map<Asked, Beginning>> begun = new PerTransaction<>(HashMap::new);
    private final PerTransaction<Map<AgreedDate.Id, AgreedDate>> agreedAtFirst = new PerTransaction<>(HashMap::new);

    DueDates(
            AgreedDates agreedDates,
            FollowUpWindows windows,
            BusinessCalendars calendars,
            CustomerRecord record,
            Pauses pauses,
            Clock clock,
            NewHere newHere) {
        this.agreedDates = agreedDates;
        this.windows = windows;
        this.calendars = calendars;
        this.record = record;
        this.pauses = pauses;
        this.clock = clock;
        this.newHere = newHere;
    }

    /**
     * A step that begins now.
     *
     * @param situation what the table was asked with
     * @param followUp what the table answered
     * @param calendar in whose working time it counts
     * @param countedFrom from when on the window counts
     */
    record Beginning(
            Situation situation,
            FollowUp followUp,
            BusinessCalendar calendar,
            Instant now,
            Instant countedFrom,
            Due due) {

        /** When something happens first. */
        Instant next() {
            // An agreed day may be over already; then the step is overdue from the first moment on.
            return due.at().isAfter(now) ? followUp.next(now, Duration.ZERO, due.at(), now, calendar) : due.at();
        }
    }

    /**
     * By when a step is done that begins now.
     *
     * @param customer its number, or null where the process is about none; then the window for every playbook counts, in
     *     everybody's working time
     * @param severity how bad it is, or null where that is not known
     * @throws IllegalStateException where a table cannot be used, or the window counts back from a date and none is agreed
     */
    Beginning beginning(@Nullable String customer, String window, @Nullable String severity) {
        CustomerFacts facts = customer == null ? null : record.facts(customer);
        return begun.get()
                .computeIfAbsent(
                        new Asked(facts, window, severity), asked -> compute(facts, window, severity, clock.instant()));
    }

    /** What a step begins with: its timer, its due date and its deadline ask one after the other and are told the same. */
    private record Asked(
            @Nullable CustomerFacts customer,
            String window,
            @Nullable String severity) {}

    /** Something was agreed: what was computed in this transaction does not hold any more. */
    void agreed() {
        begun.get().clear();
    }

    /** Something was agreed with a customer who is new in this transaction. */
    void agreedAtFirst(AgreedDate date) {
        agreed();
        agreedAtFirst.get().put(date.getId(), date);
    }

    private Optional<AgreedDate> agreed(String customer, String window) {
        AgreedDate.Id id = AgreedDate.Id.of(customer, window);
        return newHere.contains(customer)
                ? Optional.ofNullable(agreedAtFirst.get().get(id))
                : agreedDates.findById(id);
    }

    /** When a timer comes that was set for a window at an instant and belongs to no step, by the tables of now. */
    Instant timer(@Nullable String customer, String window, Instant setAt) {
        return compute(customer == null ? null : record.facts(customer), window, null, setAt)
                .due()
                .at();
    }

    /** What people read about such a timer. */
    String label(@Nullable String customer, String window) {
        Situation situation = customer == null ? Situation.NONE : Situation.of(record.facts(customer), null);
        return windows.of(situation, window).label();
    }

    /** The same by the tables as they are at this moment, for many deadlines: each question is asked once. */
    DueDates atOneMoment() {
        return new DueDates(
                agreedDates, windows.atOneMoment(), calendars.atOneMoment(), record, pauses, clock, newHere);
    }

    private Beginning compute(@Nullable CustomerFacts facts, String window, @Nullable String severity, Instant now) {
        if (facts == null) {
            FollowUp followUp = windows.of(Situation.NONE, window);
            BusinessCalendar calendar = calendars.ofEverybody();
            Due due = Due.afterWindow(after(window, followUp, now, now, calendar));
            return new Beginning(Situation.NONE, followUp, calendar, now, now, due);
        }
        Situation situation = Situation.of(facts, severity);
        FollowUp followUp = windows.of(situation, window);
        BusinessCalendar calendar = calendars.of(facts);
        Instant countedFrom = followUp.countedFrom(now, facts.stageSince());
        Due due = agreed(facts.number(), window)
                .filter(agreed -> !agreed.countsBack() || followUp.countsBack())
                .map(agreed -> agreed.countsBack()
                        ? Due.before(agreed.on(), followUp.windows().get(0), calendar)
                        : Due.agreed(agreed.on(), calendar))
                .orElseGet(() -> Due.afterWindow(after(window, followUp, countedFrom, now, calendar)));
        return new Beginning(situation, followUp, calendar, now, countedFrom, due);
    }

    /** After the window, whatever was agreed before. */
    Due fromNow(Beginning begun) {
        Instant from = begun.followUp().countedFrom(begun.now(), begun.countedFrom());
        return Due.afterWindow(begun.followUp().due(from, begun.now(), begun.calendar()));
    }

    /** In whose working time a deadline counts now. */
    BusinessCalendar calendar(Deadline deadline) {
        String customer = deadline.customer();
        return customer == null ? calendars.ofEverybody() : calendars.of(record.facts(customer));
    }

    /** What the table says of a deadline now, asked as it was when the deadline began. */
    FollowUp followUp(Deadline deadline) {
        return windows.of(deadline.situation(), deadline.followUp());
    }

    /**
     * When a deadline is due by the tables and the calendar of now: after its window, before the date that the window counts
     * back from, or at the end of the agreed day, and later by the working time for which the customer was waited for.
     */
    Due due(Deadline deadline) {
        BusinessCalendar calendar = calendar(deadline);
        Due due = dueUnpaused(deadline, calendar);
        Duration paused = paused(deadline, calendar);
        return paused.isZero() ? due : due.later(calendar.add(due.at(), paused));
    }

    private Due dueUnpaused(Deadline deadline, BusinessCalendar calendar) {
        LocalDate agreedOn = deadline.agreedOn();
        if (agreedOn != null) {
            return deadline.isPromised() ? Due.agreed(agreedOn, calendar) : Due.set(agreedOn, calendar);
        }
        LocalDate date = deadline.countsBackFrom();
        FollowUp followUp = followUp(deadline);
        return date != null && followUp.countsBack()
                ? Due.before(date, followUp.windows().get(0), calendar)
                : Due.afterWindow(
                        after(deadline.followUp(), followUp, deadline.countedFrom(), deadline.startedAt(), calendar));
    }

    /** When something happens next to an open deadline, counted from an instant. */
    Instant next(Deadline deadline, Instant from) {
        BusinessCalendar calendar = calendar(deadline);
        return followUp(deadline)
                .next(deadline.startedAt(), paused(deadline, calendar), deadline.dueAt(), from, calendar);
    }

    /** What happens next to an open deadline from now on; a date that passed before its breach is on record comes at once. */
    Instant nextFromNow(Deadline deadline) {
        Instant now = clock.instant();
        boolean missedUnseen = !deadline.isBreached() && !deadline.dueAt().isAfter(now);
        return missedUnseen ? deadline.dueAt() : next(deadline, now);
    }

    private Duration paused(Deadline deadline, BusinessCalendar calendar) {
        return deadline.wasEverPaused()
                ? pauses.findByDeadlineIdOrderByFromAt(deadline.id()).stream()
                        .filter(pause -> !pause.beganBefore(deadline.pausedFrom()))
                        .map(pause -> pause.length(calendar))
                        .reduce(Duration.ZERO, Duration::plus)
                : Duration.ZERO;
    }

    private static Instant after(
            String name, FollowUp followUp, Instant countedFrom, Instant start, BusinessCalendar calendar) {
        if (followUp.countsBack()) {
            throw new IllegalStateException("The window '" + name + "' counts back from a date, and none is agreed;"
                    + " take the word 'before' out of follow-up-windows, or agree a date first");
        }
        return followUp.due(countedFrom, start, calendar);
    }
}
