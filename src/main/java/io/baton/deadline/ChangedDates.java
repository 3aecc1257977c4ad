package io.baton.deadline;

import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.engine.DateTimers;
import io.baton.engine.TeamZone;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares open deadlines, timers that belong to no step, and the next rungs of open escalations with what the tables and calendars say now, and moves those
 * for which they say something else. It goes through them piece by piece, so that a hundred thousand of them take neither
 * much memory nor long transactions. What was missed stays as it was recorded.
 */
@Service
@Transactional
public class ChangedDates {

    private static final Logger LOG = LoggerFactory.getLogger(ChangedDates.class);
    private static final int PAGE = 500;

    private final DeadlineRows rows;
    private final DueDates dueDates;
    private final DeadlineMoves moves;
    private final AgreedDates agreedDates;
    private final DateTimers timers;
    private final WaitingRungs rungs;
    private final CustomerRecord record;
    private final Clock clock;
    private final TeamZone zone;

    ChangedDates(
            DeadlineRows rows,
            DueDates dueDates,
            DeadlineMoves moves,
            AgreedDates agreedDates,
            DateTimers timers,
            WaitingRungs rungs,
            CustomerRecord record,
            Clock clock,
            TeamZone zone) {
        this.rows = rows;
        this.dueDates = dueDates;
        this.moves = moves;
        this.agreedDates = agreedDates;
        this.timers = timers;
        this.rungs = rungs;
        this.record = record;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * A date that is another one by the tables and calendars of now.
     *
     * @param number of the customer, or null where the step is about none
     * @param step the task's label, or that of the window where a timer alone waits
     */
    public record Change(@Nullable String number, String step, String window, Instant due, Instant newDue) {}

    /**
     * A look at a part of what is open.
     *
     * @param items the changes, no more than were asked for
     * @param looked how many dates were looked at
     * @param next where to go on, or null where nothing is left
     */
    public record Look(
            List<Change> items, int looked, @Nullable String next) {}

    /**
     * What was moved in one go.
     *
     * @param next where to go on, or null where nothing is left
     */
    public record Moved(int moved, @Nullable String next) {}

    /** Whether anything is open that could be moved. */
    @Transactional(readOnly = true)
    public boolean isAnythingOpen() {
        return rows.existsByEndedAtIsNull();
    }

    /**
     * Looks for changes from a place on.
     *
     * @param from {@code next} of the look before, or null for the beginning
     * @param most after how many changes to stop
     * @param mostLooked after how many dates to stop
     * @throws IllegalArgumentException where the place is none
     */
    @Transactional(readOnly = true)
    public Look look(@Nullable String from, int most, int mostLooked) {
        DueDates today = dueDates.atOneMoment();
        Place place = Place.of(from);
        List<Change> changes = new ArrayList<>();
        int looked = 0;
        while (place != null && looked < mostLooked) {
            int page = Math.min(PAGE, mostLooked - looked);
            Piece piece = piece(place, page, false, today);
            for (Dated dated : piece.dated()) {
                looked++;
                place = dated.place();
                if (dated.changes()) {
                    changes.add(dated.change());
                    if (changes.size() == most) {
                        return new Look(changes, looked, place.text());
                    }
                }
            }
            place = piece.next();
        }
        return new Look(changes, looked, place == null ? null : place.text());
    }

    /**
     * Moves what changes from a place on, with its task, its timers and the customer's next step.
     *
     * @param from {@code next} of the move before, or null for the beginning
     * @param most how many dates to look at
     * @param by who wants them moved
     */
    public Moved move(@Nullable String from, int most, String by) {
        DueDates today = dueDates.atOneMoment();
        Place place = Objects.requireNonNull(Place.of(from));
        Piece piece = piece(place, most, true, today);
        List<Dated> found = piece.dated();
        List<Dated> changed = found.stream().filter(Dated::changes).toList();
        List<Deadline> moved = new ArrayList<>();
        Map<String, Instant> timersMoved = new LinkedHashMap<>();
        Map<Long, Instant> rungsMoved = new LinkedHashMap<>();
        for (Dated dated : changed) {
            if (dated.place().of() == Kind.RUNG) {
                rungsMoved.put(dated.place().number(), dated.change().newDue());
            } else if (dated.deadline() == null) {
                timersMoved.put(dated.place().id(), dated.change().newDue());
            } else {
                dated.deadline().moveTo(dated.change().newDue());
                moved.add(dated.deadline());
                write(dated.deadline(), dated.change(), by);
            }
        }
        Instant now = clock.instant();
        List<Deadline> others = found.stream()
                .filter(dated -> dated.readable() && !dated.changes())
                .map(Dated::deadline)
                .filter(Objects::nonNull)
                .filter(deadline -> !deadline.isPausedAt(now))
                .toList();
        moves.show(moved, others, today);
        timers.fireAt(timersMoved);
        rungs.move(rungsMoved, by);
        return new Moved(
                changed.size(), piece.next() == null ? null : piece.next().text());
    }

    private void write(Deadline deadline, Change change, String by) {
        if (change.number() != null) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("deadline", deadline.id());
            data.put("window", change.window());
            data.put("step", change.step());
            data.put("due", change.due().toString());
            data.put("newDue", change.newDue().toString());
            record.rescheduled(
                    change.number(),
                    by,
                    "Due date of '%s' moved from %s to %s: working hours or windows changed."
                            .formatted(change.step(), zone.minute(change.due()), zone.minute(change.newDue())),
                    data);
        }
    }

    /**
     * A part of what is open.
     *
     * @param next where to go on, or null where nothing is left; also where all of this part was done meanwhile
     */
    private record Piece(List<Dated> dated, @Nullable Place next) {}

    private Piece piece(Place after, int most, boolean toMove, DueDates today) {
        return switch (after.of()) {
            case DEADLINE -> deadlines(after, most, toMove, today);
            case TIMER -> timers(after, most, today);
            case RUNG -> rungs(after, most, toMove);
        };
    }

    private Piece deadlines(Place after, int most, boolean toMove, DueDates today) {
        long id = after.number();
        List<DeadlineRows.Key> keys = rows.movableAfter(id, Limit.of(most));
        if (keys.isEmpty()) {
            return new Piece(List.of(), after.afterwards());
        }
        long last = keys.get(keys.size() - 1).id();
        List<String> customers = keys.stream()
                .map(DeadlineRows.Key::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .map(CustomerNumber::of)
                .toList();
        List<Deadline> found;
        if (toMove) {
            // Customers before their deadlines, as everywhere.
            record.lockAll(customers);
            found = rows.lockMovable(id, last);
        } else {
            bringToHand(customers);
            found = rows.movable(id, last);
        }
        Place reached = new Place(Kind.DEADLINE, String.valueOf(last));
        return new Piece(
                found.stream().map(deadline -> dated(deadline, today)).toList(),
                keys.size() < most ? reached.afterwards() : reached);
    }

    private Piece timers(Place after, int most, DueDates today) {
        List<DateTimers.Waiting> found = timers.after(after.id(), most);
        bringToHand(found.stream().map(ChangedDates::customer).toList());
        agreedDates.findByIdIn(found.stream()
                .filter(timer -> customer(timer) != null)
                .map(timer -> AgreedDate.Id.of(timer.businessKey(), timer.window()))
                .toList());
        List<Dated> dated = found.stream().map(timer -> dated(timer, today)).toList();
        return new Piece(
                dated,
                dated.size() < most
                        ? after.afterwards()
                        : dated.get(dated.size() - 1).place());
    }

    private Piece rungs(Place after, int most, boolean toMove) {
        WaitingRungs.Found found = rungs.after(after.number(), most, toMove);
        Long last = found.last();
        return new Piece(
                found.rungs().stream().map(ChangedDates::dated).toList(),
                last == null ? after.afterwards() : new Place(Kind.RUNG, String.valueOf(last)));
    }

    private static Dated dated(WaitingRungs.Waiting rung) {
        return new Dated(
                new Place(Kind.RUNG, String.valueOf(rung.escalation())),
                null,
                new Change(rung.customer(), rung.step(), rung.window(), rung.next(), rung.newNext()),
                true);
    }

    private void bringToHand(Collection<@Nullable String> customers) {
        List<String> numbers =
                customers.stream().filter(Objects::nonNull).distinct().toList();
        if (!numbers.isEmpty()) {
            record.readAll(numbers);
        }
    }

    private static @Nullable String customer(DateTimers.Waiting timer) {
        return timer.businessKey() != null && CustomerNumber.isOne(timer.businessKey()) ? timer.businessKey() : null;
    }

    private static Dated dated(Deadline deadline, DueDates today) {
        Place place = new Place(Kind.DEADLINE, String.valueOf(deadline.id()));
        try {
            Instant due = today.due(deadline).at();
            return new Dated(
                    place,
                    deadline,
                    new Change(deadline.customer(), deadline.what(), deadline.followUp(), deadline.dueAt(), due),
                    true);
        } catch (IllegalStateException e) {
            return unreadable(place, deadline.followUp(), deadline.dueAt(), e);
        }
    }

    private static Dated dated(DateTimers.Waiting timer, DueDates today) {
        Place place = new Place(Kind.TIMER, timer.id());
        try {
            Instant due = today.timer(customer(timer), timer.window(), timer.setAt());
            return new Dated(
                    place,
                    null,
                    new Change(
                            customer(timer),
                            today.label(customer(timer), timer.window()),
                            timer.window(),
                            timer.due(),
                            due),
                    true);
        } catch (IllegalStateException e) {
            return unreadable(place, timer.window(), timer.due(), e);
        }
    }

    /** One row that nothing can be said of any more must not keep all others from being moved. */
    private static Dated unreadable(Place place, String window, Instant due, IllegalStateException why) {
        LOG.warn("{} stays as it is: {}", place.text(), why.getMessage());
        return new Dated(place, null, new Change(null, window, window, due, due), false);
    }

    /** @param deadline null for a timer that belongs to no step, and for a rung */
    private record Dated(Place place, @Nullable Deadline deadline, Change change, boolean readable) {

        boolean changes() {
            return !change.due().equals(change.newDue());
        }
    }

    /** What has a date, in the order in which one goes through it. */
    private enum Kind {
        DEADLINE("\\d{1,18}"),
        TIMER("[\\w-]{0,64}"),
        RUNG("\\d{0,18}");

        private final Pattern place;

        Kind(String id) {
            place = Pattern.compile(prefix() + "(" + id + ")");
        }

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + "-";
        }
    }

    /** How far one came: through the deadlines first, then through the timers, and then through the rungs. */
    private record Place(Kind of, String id) {

        static Place of(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return new Place(Kind.DEADLINE, "");
            }
            for (Kind kind : Kind.values()) {
                Matcher place = kind.place.matcher(text);
                if (place.matches()) {
                    return new Place(kind, place.group(1));
                }
            }
            throw new IllegalArgumentException("'" + text + "' is no place to go on from");
        }

        long number() {
            return id.isEmpty() ? 0 : Long.parseLong(id);
        }

        @Nullable
        Place afterwards() {
            int next = of.ordinal() + 1;
            return next == Kind.values().length ? null : new Place(Kind.values()[next], "");
        }

        String text() {
            return of.prefix() + id;
        }
    }
}
