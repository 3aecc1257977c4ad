package io.baton.deadline;

import io.baton.api.Refusal;
import io.baton.customer.CustomerNumber;
import io.baton.customer.NewHere;
import io.baton.engine.DateTimers;
import io.baton.engine.DiagramHelper;
import io.baton.engine.NextMoment;
import io.baton.engine.ProcessVariable;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says when a step is due; the one helper that diagrams call for their due dates and timers. */
@Service
@DiagramHelper
@Transactional
public class Deadlines {

    /** How bad it is, where a diagram knows that; a column of {@code follow-up-windows.dmn}. */
    static final ProcessVariable<String> SEVERITY = ProcessVariable.text("severity");

    /** As long as the longest window. */
    private static final int LONGEST_YEARS = 10;

    private final AgreedDates agreedDates;
    private final DueDates dueDates;
    private final DeadlineRows rows;
    private final DeadlineMoves moves;
    private final Clock clock;
    private final TeamZone zone;
    private final NewHere newHere;
    private final DateTimers timers;

    Deadlines(
            AgreedDates agreedDates,
            DueDates dueDates,
            DeadlineRows rows,
            DeadlineMoves moves,
            Clock clock,
            TeamZone zone,
            NewHere newHere,
            DateTimers timers) {
        this.agreedDates = agreedDates;
        this.dueDates = dueDates;
        this.rows = rows;
        this.moves = moves;
        this.clock = clock;
        this.zone = zone;
        this.newHere = newHere;
        this.timers = timers;
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
        return Date.from(beginning(execution, window).due().at());
    }

    /**
     * When something happens next to a task of this kind that is not done: it is reminded of, it is overdue, or it is
     * brought up once more. For a repeating timer on the task's boundary, which asks again each time it fires.
     *
     * @param window as for {@link #at}
     * @return what {@link NextMoment} reads
     * @throws IllegalStateException as for {@link #at}
     */
    public String clock(DelegateExecution execution, String window) {
        String customer = execution.getProcessBusinessKey();
        Optional<Deadline> open = customer != null && newHere.contains(customer)
                ? Optional.empty()
                : rows.openStep(
                        execution.getProcessInstanceId(), String.valueOf(execution.getCurrentActivityId()), window);
        return NextMoment.of(
                open.isPresent()
                        ? dueDates.next(open.get(), clock.instant())
                        : beginning(execution, window).next());
    }

    private DueDates.Beginning beginning(DelegateExecution execution, String window) {
        return dueDates.beginning(execution.getProcessBusinessKey(), window, SEVERITY.from(execution));
    }

    /**
     * Agrees a date for a kind of step with a customer, or drops the agreement. The step is due when that business day
     * ends; a day without work that people agreed stays the day, and ends when others do. A step that waits already is
     * due then, too.
     *
     * @param date the day, or null for what the table says
     * @throws Refusal where the day is so far away that nobody would ever be reminded
     */
    public void agree(String customer, String window, @Nullable LocalDate date) {
        agree(customer, window, date, false);
    }

    /**
     * Agrees the date that the window of a kind of step counts back from, such as the renewal for its review. The day is
     * counted anew whenever the window or the calendar changes; a window that does not count back ignores the date.
     *
     * @return the business day on which the step is due by the tables of now
     * @throws Refusal where the date is so far away that nobody would ever be reminded
     */
    public LocalDate agreeBefore(String customer, String window, LocalDate date) {
        agree(customer, window, date, true);
        DueDates.Beginning begun = dueDates.beginning(customer, window, null);
        return begun.calendar().dateOf(begun.due().at());
    }

    private void agree(String customer, String window, @Nullable LocalDate date, boolean before) {
        if (date != null) {
            requireNear(date);
        }
        newHere.hasMore(customer);
        AgreedDate.Id id = AgreedDate.Id.of(customer, window);
        dueDates.agreed();
        Instant now = clock.instant();
        List<Deadline> open = rows.openOfCustomer(CustomerNumber.idOf(customer), window).stream()
                .filter(deadline -> !deadline.isBreached())
                .toList();
        if (date == null) {
            agreedDates.findById(id).ifPresent(agreed -> agreedDates.deleteById(id));
            for (Deadline deadline : open) {
                if (deadline.agreedOn() != null || deadline.countsBackFrom() != null) {
                    deadline.notAgreed();
                    moveIfAhead(deadline, dueDates.due(deadline), now);
                }
            }
            return;
        }
        agreedDates
                .findById(id)
                .ifPresentOrElse(
                        agreed -> agreed.moveTo(date, before),
                        () -> agreedDates.save(new AgreedDate(id, date, before)));
        for (Deadline deadline : open) {
            // The day was agreed with all that was waited for before it in mind.
            deadline.forgetPauses();
            moveIfAhead(deadline, agreed(deadline, date, before), now);
        }
    }

    /**
     * A timer that waits for a whole stage, and belongs to no step, fires by what is agreed now. Not to be called by a process
     * about the customer that is about to set or end such a timer itself.
     */
    public void moveTimers(String customer, String window) {
        timers.fireAt(timers.of(customer, window).stream()
                .collect(Collectors.toMap(
                        DateTimers.Waiting::id, timer -> dueDates.timer(customer, window, timer.setAt()))));
    }

    private Due agreed(Deadline deadline, LocalDate date, boolean before) {
        BusinessCalendar calendar = dueDates.calendar(deadline);
        if (!before) {
            return Due.agreed(date, calendar);
        }
        FollowUp followUp = dueDates.followUp(deadline);
        if (followUp.countsBack()) {
            return Due.before(date, followUp.windows().get(0), calendar);
        }
        deadline.notAgreed();
        return dueDates.due(deadline);
    }

    /**
     * Agrees a date with a customer who is new in this transaction, of whom no step is open and nothing is agreed yet.
     *
     * @throws Refusal where the day is so far away that nobody would ever be reminded
     */
    public void agreeAtFirst(String customer, String window, LocalDate date) {
        requireNear(date);
        dueDates.agreedAtFirst(agreedDates.save(new AgreedDate(AgreedDate.Id.of(customer, window), date, false)));
    }

    private void requireNear(LocalDate date) {
        if (date.isAfter(last(today()))) {
            throw Refusal.because("%s is more than %d years away; give a date that somebody waits for."
                    .formatted(date, LONGEST_YEARS));
        }
    }

    /** The last day that can be agreed on a given one. */
    public static LocalDate last(LocalDate today) {
        return today.plusYears(LONGEST_YEARS);
    }

    private void moveIfAhead(Deadline open, Due due, Instant now) {
        if (due.at().isAfter(now)) {
            moves.move(open, due);
        }
    }

    /** What was agreed in an earlier life of a customer holds no more. */
    public void forgetAgreed(String customer) {
        dueDates.agreed();
        agreedDates.deleteByIdCustomerId(CustomerNumber.idOf(customer));
    }

    /** Today, by the application's clock and in the team's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone.id());
    }
}
