package io.baton.deadline;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.CustomerSight;
import io.baton.engine.Doer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops the clock of a step while the customer has to answer first. The working time that was left goes on when the
 * customer answers, or when the time to wait is over, whichever comes first; so a paused deadline has a date all the time.
 */
@Service
@Transactional
class DeadlinePauses {

    /** How long is waited where nobody says it. */
    private static final String ANSWER = "customer-answer";

    private final DeadlineRows rows;
    private final Pauses pauses;
    private final DueDates dueDates;
    private final DeadlineMoves moves;
    private final Deadlines deadlines;
    private final CustomerRecord record;
    private final Custody custody;
    private final Clock clock;
    private final CustomerSight sight;

    DeadlinePauses(
            DeadlineRows rows,
            Pauses pauses,
            DueDates dueDates,
            DeadlineMoves moves,
            Deadlines deadlines,
            CustomerRecord record,
            Custody custody,
            Clock clock,
            CustomerSight sight) {
        this.sight = sight;
        this.rows = rows;
        this.pauses = pauses;
        this.dueDates = dueDates;
        this.moves = moves;
        this.deadlines = deadlines;
        this.record = record;
        this.custody = custody;
        this.clock = clock;
    }

    /**
     * Waits for the customer.
     *
     * @param until the day at whose end the wait is over at the latest, or null for the time that the table gives
     * @return the customer
     * @throws Refusal where the acting person does not answer for the customer, no reason is given, nothing is open that may
     *     wait, it is overdue or waits already, or the table does not let it wait for so long
     */
    CustomerFacts pause(@Nullable String number, @Nullable LocalDate until, @Nullable String reason, String by) {
        String customer = Texts.required("customer", number, Texts.SHORT);
        String why = Texts.required("reason", reason, Texts.SHORT);
        sight.requireWriting(customer);
        CustomerFacts facts = record.lock(customer);
        custody.requireHand(facts, "Steps of " + customer + " wait for the customer when told so");
        if (until != null && until.isBefore(deadlines.today())) {
            throw Refusal.ofField("until", "is over: " + until);
        }
        deadlines.agree(customer, ANSWER, until);
        Instant now = clock.instant();
        Instant end = dueDates.beginning(customer, ANSWER, null).due().at();
        if (!end.isAfter(now)) {
            throw Refusal.ofField("until", "is over: " + until);
        }
        Deadline deadline = thatMayWait(customer, now, end);
        BusinessCalendar calendar = dueDates.calendar(deadline);
        pauses.save(new Pause(deadline.id(), now, end, why, by));
        deadline.pausedBetween(now, end);
        Duration length = calendar.between(now, end);
        moves.move(deadline, calendar.add(deadline.dueAt(), length));
        record.paused(
                customer,
                by,
                "'%s' waits for the customer until %s at the latest: %s"
                        .formatted(deadline.what(), calendar.dateOf(end), why),
                data("paused", deadline, end));
        return facts;
    }

    private Deadline thatMayWait(String customer, Instant now, Instant end) {
        List<Deadline> open = rows.openOfCustomer(CustomerNumber.idOf(customer)).stream()
                .filter(Deadline::isOfTask)
                .toList();
        open.stream().filter(deadline -> deadline.isPausedAt(now)).findFirst().ifPresent(waiting -> {
            throw Refusal.conflict("'%s' waits for the customer already.".formatted(waiting.what()));
        });
        for (Deadline deadline : open) {
            Window longest = dueDates.followUp(deadline).longestPause();
            if (longest == null) {
                continue;
            }
            if (deadline.isBreached() || !deadline.dueAt().isAfter(now)) {
                throw Refusal.conflict(
                        "'%s' is overdue already: waiting would only hide it. A manager can set a new date."
                                .formatted(deadline.what()));
            }
            requireTimeLeft(deadline, longest, now, end);
            return deadline;
        }
        throw Refusal.conflict("No step of " + customer + " is open that may wait for the customer.");
    }

    /** One long pause and many short ones hide a step equally well, so all of them together have one limit. */
    private void requireTimeLeft(Deadline deadline, Window longest, Instant now, Instant end) {
        BusinessCalendar calendar = dueDates.calendar(deadline);
        Duration waited = pauses.findByDeadlineIdOrderByFromAt(deadline.id()).stream()
                .map(pause -> pause.length(calendar))
                .reduce(Duration.ZERO, Duration::plus);
        Instant latest = longest.after(now, calendar);
        if (!waited.isZero()) {
            Duration left = calendar.between(now, latest).minus(waited);
            latest = left.isNegative() ? now : calendar.add(now, left);
        }
        if (!end.isAfter(latest)) {
            return;
        }
        LocalDate day = calendar.dateOf(latest);
        LocalDate lastDay = calendar.endOf(day).isAfter(latest) ? calendar.businessDaysBefore(day, 1) : day;
        if (lastDay.isBefore(calendar.dateOf(now))) {
            throw Refusal.conflict("'%s' has waited for the customer for as long as it may: %s in all."
                    .formatted(deadline.what(), longest.words()));
        }
        throw Refusal.ofField(
                "until",
                "is later than '%s' may wait for the customer, %s in all: %s at the latest"
                        .formatted(deadline.what(), longest.words(), lastDay));
    }

    /** The customer answered, or the time to wait is over: the working time that is left goes on. */
    void resume(String customer, String by) {
        Instant now = clock.instant();
        record.lock(customer);
        List<Deadline> open = rows.openOfCustomer(CustomerNumber.idOf(customer));
        Deadline lastToWait = open.stream()
                .filter(Deadline::wasEverPaused)
                .max(Comparator.comparing(Deadline::pausedUntil))
                .orElse(null);
        for (Deadline deadline : open) {
            if (deadline.isPausedAt(now)) {
                cutShort(deadline, now);
                if (!deadline.isBreached()) {
                    moves.move(deadline, dueDates.due(deadline));
                }
                record.paused(
                        customer,
                        by,
                        "'%s' goes on: the customer answered.".formatted(deadline.what()),
                        data("answered", deadline, now));
            } else if (by.equals(Doer.BATON) && deadline.equals(lastToWait)) {
                record.paused(
                        customer,
                        by,
                        "'%s' goes on: the customer did not answer in time.".formatted(deadline.what()),
                        data("time-over", deadline, now));
            }
        }
    }

    /** The step is done before the customer answered: nothing is waited for any more. */
    void cutShort(Deadline deadline, Instant now) {
        pauses.findByDeadlineIdOrderByFromAt(deadline.id()).stream()
                .filter(pause -> pause.isOnAt(now))
                .forEach(pause -> pause.endAt(now));
        deadline.pauseEndedAt(now);
    }

    private static Map<String, Object> data(String event, Deadline deadline, Instant until) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("event", event);
        data.put("deadline", deadline.id());
        data.put("step", deadline.what());
        data.put("until", until.toString());
        data.put("due", deadline.dueAt().toString());
        return data;
    }
}
