package io.baton.deadline;

import io.baton.deadline.Shift.Span;
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
 * When people work on each single day, by the clock on their wall.
 *
 * <p>They work whenever that clock shows working hours of a day on which they do: in the night in which clocks are set
 * back an hour may be worked twice, in the one in which they are set forward it may be missing. A day with hours of its
 * own goes before a public holiday, and both before the day of the week; one date goes before a day of every year.
 */
final class WorkDays {

    private final ZoneId zone;
    private final ZoneRules clock;
    private final WorkingHours hours;
    private final PublicHolidays holidays;
    private final Map<LocalDate, List<Shift>> dates = new HashMap<>();
    private final Map<MonthDay, List<Shift>> everyYear = new HashMap<>();

    /** @param days those with hours of their own; of two for one day the first counts */
    WorkDays(ZoneId zone, WorkingHours hours, PublicHolidays holidays, List<ClosingDay> days) {
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

    LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** When a day without work ends: at the time at which the latest day of the week does. */
    Instant usualEnd(LocalDate date) {
        return instantOf(date.atStartOfDay().plusMinutes(hours.latestEnd()));
    }

    /** When people work on a date, in order; nothing where they do not. */
    List<Span> on(LocalDate date) {
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
    LocalDateTime localOf(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        ZoneOffsetTransition change = clock.getTransition(local.toLocalDateTime());
        boolean again =
                change != null && change.isOverlap() && local.getOffset().equals(change.getOffsetAfter());
        return again ? change.getDateTimeBefore() : local.toLocalDateTime();
    }

    /** When the wall clock first shows this or, where it never does, when it is set past it. */
    Instant instantOf(LocalDateTime local) {
        ZoneOffsetTransition change = clock.getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }
}
