package io.baton.deadline;

import io.baton.deadline.Shift.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * When a team works, and the arithmetic of its working time. Immutable.
 *
 * <p>Every search ends: where there is no working time within two years, or a sum spans more than forty, it is refused with
 * an {@link IllegalStateException} that says so.
 */
public final class BusinessCalendar {

    private static final int LONGEST_REST_DAYS = 2 * 366;
    private static final int LONGEST_SPAN_DAYS = 40 * 366;

    private final WorkDays work;

    /** @param days those with hours of their own; of two for one day the first counts */
    BusinessCalendar(ZoneId zone, WorkingHours hours, PublicHolidays holidays, List<ClosingDay> days) {
        work = new WorkDays(zone, hours, holidays, days);
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
        return work.dateOf(instant);
    }

    /** Whether the team works at this instant; not at the one at which it stops. */
    public boolean isOpen(Instant instant) {
        return work.on(dateOf(instant)).stream().anyMatch(span -> span.contains(instant));
    }

    /** Whether the team works on this date at all. */
    public boolean isBusinessDay(LocalDate date) {
        return !work.on(date).isEmpty();
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
            List<Span> spans = work.on(search.day());
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
            List<Span> spans = work.on(search.day());
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
            sum = work.on(search.day()).stream()
                    .flatMap(span -> span.within(start, end))
                    .map(span -> Duration.between(span.from(), span.to()))
                    .reduce(sum, Duration::plus);
        }
        return sum;
    }

    /** When this business day ends, or the next one where the team has stopped for today or does not work today. */
    public Instant endOfDay(Instant instant) {
        LocalDate today = dateOf(instant);
        List<Span> spans = work.on(today);
        return !spans.isEmpty() && instant.isBefore(last(spans).to())
                ? last(spans).to()
                : endOf(businessDayFrom(today.plusDays(1)));
    }

    /** When a business day ends; on a day without work the time at which the latest day of the week does. */
    public Instant endOf(LocalDate date) {
        List<Span> spans = work.on(date);
        return spans.isEmpty() ? work.usualEnd(date) : last(spans).to();
    }

    /** When a business day begins; on a day without work as it ends. */
    Instant beginOf(LocalDate date) {
        List<Span> spans = work.on(date);
        return spans.isEmpty() ? work.usualEnd(date) : spans.get(0).from();
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
        Duration time = Duration.between(day.atStartOfDay(), work.localOf(begun));
        LocalDate last = day;
        for (int i = 0; i < days; i++) {
            last = businessDayFrom(last.plusDays(1));
        }
        return withinWork(last, work.instantOf(last.atStartOfDay().plus(time)));
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
        return work.on(day).stream().anyMatch(span -> span.to().equals(closing)) ? day : day.minusDays(1);
    }

    private Instant withinWork(LocalDate day, Instant instant) {
        List<Span> spans = work.on(day);
        Instant within = spans.get(0).from();
        for (Span span : spans) {
            if (!instant.isBefore(span.from())) {
                within = earlier(instant, span.to());
            }
        }
        return within;
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
