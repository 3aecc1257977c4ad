package io.baton.deadline;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By when something is done.
 *
 * @param agreedOn the day at whose end it is, as somebody said; null where the window says it
 * @param countsBackFrom the date that the window counts back from; null where it counts from the beginning
 * @param promised whether the customer was promised that day
 */
record Due(
        Instant at, @Nullable LocalDate agreedOn, @Nullable LocalDate countsBackFrom, boolean promised) {

    static Due afterWindow(Instant at) {
        return new Due(at, null, null, false);
    }

    /** At the end of a business day; a day without work that people agreed stays the day, and ends when others do. */
    static Due agreed(LocalDate day, BusinessCalendar calendar) {
        return new Due(calendar.endOf(day), day, null, true);
    }

    /** The same for a day that a manager set, who promised the customer nothing by it. */
    static Due set(LocalDate day, BusinessCalendar calendar) {
        return new Due(calendar.endOf(day), day, null, false);
    }

    /** As long before a date as the window says. */
    static Due before(LocalDate date, Window window, BusinessCalendar calendar) {
        return new Due(calendar.endOf(window.before(date, calendar)), null, date, false);
    }

    Due later(Instant other) {
        return new Due(other, agreedOn, countsBackFrom, promised);
    }
}
