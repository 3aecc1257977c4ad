package io.baton.deadline;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerRecord;
import io.baton.engine.DiagramHelper;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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

    /** Fits the rows that name no playbook, and no other. */
    private static final String NO_PLAYBOOK = "";

    private final AgreedDates agreedDates;
    private final FollowUpWindows windows;
    private final BusinessCalendars calendars;
    private final CustomerRecord record;
    private final Clock clock;
    private final TeamZone zone;

    Deadlines(
            AgreedDates agreedDates,
            FollowUpWindows windows,
            BusinessCalendars calendars,
            CustomerRecord record,
            Clock clock,
            TeamZone zone) {
        this.agreedDates = agreedDates;
        this.windows = windows;
        this.calendars = calendars;
        this.record = record;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * When a step of this kind is due for the customer whose process this is: on the agreed date or, where none is
     * agreed, after the window that the table gives, in the working time of the team that owns the customer. Where a
     * process is about no customer, the window for every playbook counts, in everybody's working time.
     *
     * @param window the window's name in {@code follow-up-windows.dmn}
     * @throws IllegalStateException where a table cannot be used, or the window counts back from a date and none is agreed
     */
    public Date at(DelegateExecution execution, String window) {
        String customer = execution.getProcessBusinessKey();
        if (customer == null) {
            return Date.from(after(window, NO_PLAYBOOK, calendars.ofEverybody()));
        }
        return Date.from(agreedDates
                .findById(AgreedDate.Id.of(customer, window))
                .map(AgreedDate::dueAt)
                .orElseGet(() -> after(customer, window)));
    }

    private Instant after(String customer, String name) {
        CustomerFacts facts = record.facts(customer);
        return after(name, facts.playbook(), calendars.of(facts));
    }

    private Instant after(String name, String playbook, BusinessCalendar calendar) {
        Window window = windows.window(playbook, name);
        if (window.before()) {
            throw new IllegalStateException("The window '" + name + "' counts back from a date, and none is agreed;"
                    + " take the word 'before' out of follow-up-windows, or agree a date first");
        }
        return window.after(clock.instant(), calendar);
    }

    /**
     * Agrees a date for a kind of step with a customer, or drops the agreement. The step is due when that business day
     * ends; a day without work that people agreed stays the day, and ends when others do.
     *
     * @param date the day, or null for what the table says
     */
    public void agree(String customer, String window, @Nullable LocalDate date) {
        AgreedDate.Id id = AgreedDate.Id.of(customer, window);
        if (date == null) {
            agreedDates.findById(id).ifPresent(agreed -> agreedDates.deleteById(id));
            return;
        }
        Instant due = calendars.of(record.facts(customer)).endOf(date);
        agreedDates
                .findById(id)
                .ifPresentOrElse(agreed -> agreed.moveTo(due), () -> agreedDates.save(new AgreedDate(id, due)));
    }

    /**
     * Agrees that a step is due a window's length before a date, such as a review before the renewal.
     *
     * @return the business day on which the step is due
     */
    public LocalDate agreeBefore(String customer, String window, LocalDate date) {
        CustomerFacts facts = record.facts(customer);
        LocalDate day = windows.window(facts.playbook(), window).before(date, calendars.of(facts));
        agree(customer, window, day);
        return day;
    }

    /** Today, by the application's clock and in the team's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone.id());
    }
}
