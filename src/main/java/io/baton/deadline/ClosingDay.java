package io.baton.deadline;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day with hours of its own: closed, shortened, or open though it is a weekend or a public holiday.
 *
 * @param date the day, or null for one of every year
 * @param everyYear the day in every year, or null for one date
 * @param shifts when people work on it; empty where it is closed
 */
public record ClosingDay(@Nullable LocalDate date, @Nullable MonthDay everyYear, List<Shift> shifts) {

    /**
     * Reads a row of the table.
     *
     * @param date {@code 2026-12-24}, or {@code 12-24} for every year
     * @param hours {@code closed}, or hours such as {@code 09:00-13:00}
     * @throws IllegalArgumentException where one of them cannot be read; the message says what is expected
     */
    public static ClosingDay parse(String date, String hours) {
        List<Shift> shifts = WorkingHours.parseDay(hours);
        String day = date.strip();
        try {
            return day.length() == "12-24".length()
                    ? new ClosingDay(null, MonthDay.parse("--" + day), shifts)
                    : new ClosingDay(LocalDate.parse(day), null, shifts);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + date + "' is no date; write 2026-12-24, or 12-24 for every year", e);
        }
    }
}
