package io.baton.deadline;

import io.baton.customer.CustomerRecord;
import io.baton.engine.DiagramHelper;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAmount;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says when a step is due; the one helper that diagrams call for their due dates and timers. */
@Service
@DiagramHelper
@Transactional
public class Deadlines {

    /** A date without a time of day is due when the working day ends: 17:00 in the team's zone. */
    private static final LocalTime END_OF_DAY = LocalTime.of(17, 0);

    private final AgreedDates agreedDates;
    private final FollowUpWindows windows;
    private final CustomerRecord record;
    private final Clock clock;
    private final TeamZone zone;

    Deadlines(AgreedDates agreedDates, FollowUpWindows windows, CustomerRecord record, Clock clock, TeamZone zone) {
        this.agreedDates = agreedDates;
        this.windows = windows;
        this.record = record;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * When a step of this kind is due for the customer whose process this is: on the agreed date or, where none is
     * agreed, after the window that the table gives.
     *
     * @param window the window's name in {@code follow-up-windows.dmn}
     */
    public Date at(DelegateExecution execution, String window) {
        String customer = execution.getProcessBusinessKey();
        return Date.from(agreedDates
                .findById(AgreedDate.Id.of(customer, window))
                .map(AgreedDate::dueAt)
                .orElseGet(() -> windows.dueAfter(
                        clock.instant(), windows.window(record.facts(customer).playbook(), window))));
    }

    /**
     * Agrees a date for a kind of step with a customer, or drops the agreement.
     *
     * @param date the day, or null for what the table says
     */
    public void agree(String customer, String window, @Nullable LocalDate date) {
        AgreedDate.Id id = AgreedDate.Id.of(customer, window);
        if (date == null) {
            agreedDates.findById(id).ifPresent(agreed -> agreedDates.deleteById(id));
            return;
        }
        Instant due = endOf(date);
        agreedDates
                .findById(id)
                .ifPresentOrElse(agreed -> agreed.moveTo(due), () -> agreedDates.save(new AgreedDate(id, due)));
    }

    /**
     * Agrees that a step is due a window's length before a date, such as a review before the renewal.
     *
     * @return the day on which the step is due
     */
    public LocalDate agreeBefore(String customer, String window, LocalDate date) {
        TemporalAmount before = windows.window(record.facts(customer).playbook(), window);
        LocalDate day = date.atTime(END_OF_DAY).minus(before).toLocalDate();
        agree(customer, window, day);
        return day;
    }

    /** Today, by the application's clock and in the team's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone.id());
    }

    private Instant endOf(LocalDate date) {
        return date.atTime(END_OF_DAY).atZone(zone.id()).toInstant();
    }
}
