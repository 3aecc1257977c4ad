package io.baton.deadline;

import io.baton.deadline.Shift.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a team works, and the arithmetic of its working time. Immutable.
 *
 * <p>The team works whenever the clock on its wall shows working hours of a day on which it works: in the night in which
 * clocks are set back an hour may be worked twice, in the one in which they are set forward it may be missing. A day with
 * hours of its own goes before a public holiday, and both before the day of the week; one date goes before a day of every
 * year.
 *
 * <p>Every search ends: where there is no working time within two years, or a sum spans more than forty, it is refused with
 * an {@link IllegalStateException} that says so.
 */
public final class BusinessCalendar {

    private static final int LONGEST_REST_DAYS = 2 * 366;
    private static final int LONGEST_SPAN_DAYS = 40 * 366;

    private final ZoneId zone;
    private final ZoneRules clock;
    private final WorkingHours hours;
    private final PublicHolidays holidays;
    private final Map<LocalDate, List<Shift>> dates = new HashMap<>();
    private final Map<MonthDay, List<Shift>> everyYear = new HashMap<>();

    /** @param days those with hours of their own; of two for one day the first counts */
    BusinessCalendar(ZoneId zone, WorkingHours hours, PublicHolidays holidays, List<ClosingDay> days) {
        this.zone = zone;
        this.clock = zone.getRules();
        this.hours = hours;
        this.holidays = holidays;
        for (ClosingDay day : days) {
            if (day.date() != null) {
                dates.putIfAbsent(day.date(), day.shifts());
            } else {
                everyYear.putIfAbsent(day.everyYear(), day.shifts());
            }
        }
    }

    /**
     * Finds a time zone by its name.
     *
     * @throws IllegalArgumentException where there is none; the message quotes the name and says what is expected
     */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "there is no time zone '" + name + "'; give one such as Europe/Berlin, or nothing for the team's",
                    e);
        }
    }

    /** The date in this calendar's zone. */
    public LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** Whether the team works at this instant; not at the one at which it stops. */
    public boolean isOpen(Instant instant) {
        return spansOn(dateOf(instant)).stream().anyMatch(span -> span.contains(instant));
    }

    /** Whether the team works on this date at all. */
    public boolean isBusinessDay(LocalDate date) {
        return !spansOn(date).isEmpty();
    }

    /** This instant, if the team works then, or else the one at which it next begins. */
    public Instant nextOpening(Instant instant) {
        return add(instant, Duration.ZERO);
    }

    /**
     * When a length of working time has passed: the earliest such instant, so that what fills a day ends when the day does.
     *
     * @param length of working time; none gives the next opening
     */
    public Instant add(Instant start, Duration length) {
        Duration left = notNegative(length);
        Search search = new Search(dateOf(start), 1);
        while (true) {
            List<Span> spans = spansOn(search.day());
            for (Span span : spans) {
                Instant from = later(span.from(), start);
                if (from.isBefore(span.to())) {
                    Duration here = Duration.between(from, span.to());
                    if (left.compareTo(here) <= 0) {
                        return from.plus(left);
                    }
                    left = left.minus(here);
                }
            }
            search.next(!spans.isEmpty());
        }
    }

    /**
     * From when on a length of working time has passed at the end: the latest such instant.
     *
     * @param length of working time; none gives the end or the closing before it
     */
    public Instant subtract(Instant end, Duration length) {
        Duration left = notNegative(length);
        Search search = new Search(dateOf(end), -1);
        while (true) {
            List<Span> spans = spansOn(search.day());
            for (int i = spans.size() - 1; i >= 0; i--) {
                Span span = spans.get(i);
                Instant to = earlier(span.to(), end);
                if (span.from().isBefore(to)) {
                    Duration here = Duration.between(span.from(), to);
                    if (left.compareTo(here) <= 0) {
                        return to.minus(left);
                    }
                    left = left.minus(here);
                }
            }
            search.next(!spans.isEmpty());
        }
    }

    /** How much working time lies between two instants; negative where the second comes before the first. */
    public Duration between(Instant start, Instant end) {
        if (end.isBefore(start)) {
            return between(end, start).negated();
        }
        LocalDate last = dateOf(end);
        Duration sum = Duration.ZERO;
        for (Search search = new Search(dateOf(start), 1); !search.day().isAfter(last); search.next(true)) {
            sum = spansOn(search.day()).stream()
                    .flatMap(span -> span.within(start, end))
                    .map(span -> Duration.between(span.from(), span.to()))
                    .reduce(sum, Duration::plus);
        }
        return sum;
    }

    /** When this business day ends, or the next one where the team has stopped for today or does not work today. */
    public Instant endOfDay(Instant instant) {
        LocalDate today = dateOf(instant);
        List<Span> spans = spansOn(today);
        return !spans.isEmpty() && instant.isBefore(last(spans).to())
                ? last(spans).to()
                : endOf(businessDayFrom(today.plusDays(1)));
    }

    /** When a business day ends; on a day without work the time at which the latest day of the week does. */
    public Instant endOf(LocalDate date) {
        List<Span> spans = spansOn(date);
        return spans.isEmpty()
                ? instantOf(date.atStartOfDay().plusMinutes(hours.latestEnd()))
                : last(spans).to();
    }

    /**
     * The same time of day, some business days later. What begins outside working hours counts as begun at the closing
     * before it; where the last day has no work at that time, it is the closing before it on that day, or the opening.
     *
     * @param days at least 1
     */
    public Instant addBusinessDays(Instant start, int days) {
        Instant begun = isOpen(start) ? start : subtract(start, Duration.ZERO);
        LocalDate day = isOpen(start) ? dateOf(start) : dayOfClosing(begun);
        // Until the closing at 24:00, which the clock calls tomorrow.
        Duration time = Duration.between(day.atStartOfDay(), localOf(begun));
        LocalDate last = day;
        for (int i = 0; i < days; i++) {
            last = businessDayFrom(last.plusDays(1));
        }
        return withinWork(last, instantOf(last.atStartOfDay().plus(time)));
    }

    /** The date some business days before another. */
    public LocalDate businessDaysBefore(LocalDate date, int days) {
        LocalDate day = date;
        for (int i = 0; i < days; i++) {
            day = businessDayUntil(day.minusDays(1));
        }
        return day;
    }

    /** The date some days after another, or the next business day where nobody works then. */
    public LocalDate daysAfter(LocalDate date, int days) {
        return businessDayFrom(date.plusDays(days));
    }

    /** The date some months after another, or the next business day where nobody works then. */
    public LocalDate monthsAfter(LocalDate date, int months) {
        return businessDayFrom(date.plusMonths(months));
    }

    /** The date some days before another, or the business day before that where nobody works then. */
    public LocalDate daysBefore(LocalDate date, int days) {
        return businessDayUntil(date.minusDays(days));
    }

    /** The date some months before another, or the business day before that where nobody works then. */
    public LocalDate monthsBefore(LocalDate date, int months) {
        return businessDayUntil(date.minusMonths(months));
    }

    /** This date or the first business day after it. */
    public LocalDate businessDayFrom(LocalDate date) {
        return businessDay(date, 1);
    }

    /** This date or the last business day before it. */
    public LocalDate businessDayUntil(LocalDate date) {
        return businessDay(date, -1);
    }

    private LocalDate businessDay(LocalDate date, int step) {
        Search search = new Search(date, step);
        while (!isBusinessDay(search.day())) {
            search.next(false);
        }
        return search.day();
    }

    private LocalDate dayOfClosing(Instant closing) {
        LocalDate day = dateOf(closing);
        return spansOn(day).stream().anyMatch(span -> span.to().equals(closing)) ? day : day.minusDays(1);
    }

    private Instant withinWork(LocalDate day, Instant instant) {
        List<Span> spans = spansOn(day);
        Instant within = spans.get(0).from();
        for (Span span : spans) {
            if (!instant.isBefore(span.from())) {
                within = earlier(instant, span.to());
            }
        }
        return within;
    }

    private List<Span> spansOn(LocalDate date) {
        List<Shift> shifts = shiftsOn(date);
        if (shifts.isEmpty()) {
            return List.of();
        }
        Instant from = date.atStartOfDay(zone).toInstant();
        Instant midnight = date.plusDays(1).atStartOfDay(zone).toInstant();
        ZoneOffset last = clock.getOffset(midnight.minusNanos(1));
        List<Span> spans = new ArrayList<>();
        while (from.isBefore(midnight)) {
            ZoneOffset offset = clock.getOffset(from);
            Instant to =
                    offset.equals(last) ? midnight : clock.nextTransition(from).getInstant();
            for (Shift shift : shifts) {
                shift.on(date, offset).within(from, to).forEach(spans::add);
            }
            from = to;
        }
        return spans;
    }

    private List<Shift> shiftsOn(LocalDate date) {
        List<Shift> own = dates.get(date);
        if (own == null && !everyYear.isEmpty()) {
            own = everyYear.get(MonthDay.from(date));
        }
        if (own != null) {
            return own;
        }
        List<Shift> usual = hours.on(date.getDayOfWeek());
        return usual.isEmpty() || holidays.includes(date) ? List.of() : usual;
    }

    /** What the wall clock shows; while an hour comes the second time, its end, so that later is never earlier. */
    private LocalDateTime localOf(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        ZoneOffsetTransition change = clock.getTransition(local.toLocalDateTime());
        boolean again =
                change != null && change.isOverlap() && local.getOffset().equals(change.getOffsetAfter());
        return again ? change.getDateTimeBefore() : local.toLocalDateTime();
    }

    /** When the wall clock first shows this or, where it never does, when it is set past it. */
    private Instant instantOf(LocalDateTime local) {
        ZoneOffsetTransition change = clock.getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }

    private static Duration notNegative(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("A length of working time is not negative: " + length);
        }
        return length;
    }

    private static Span last(List<Span> spans) {
        return spans.get(spans.size() - 1);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Goes from day to day, and gives up in words where it would go on for ever. */
    private static final class Search {

        private final LocalDate first;
        private final int step;
        private LocalDate day;
        private int days;
        private int rest;

        Search(LocalDate first, int step) {
            this.first = first;
            this.step = step;
            day = first;
        }

        LocalDate day() {
            return day;
        }

        void next(boolean hadWork) {
            rest = hadWork ? 0 : rest + 1;
            if (rest > LONGEST_REST_DAYS) {
                throw new IllegalStateException("The business calendar has no working time within two years "
                        + (step > 0 ? "after " : "before ") + first
                        + "; change the hours in business-calendars or the days in closing-days");
            }
            if (++days > LONGEST_SPAN_DAYS) {
                throw new IllegalStateException(
                        "More than forty years of working time from " + first + " on are not counted");
            }
            day = day.plusDays(step);
        }
    }
}
