package io.baton.imports;

import io.baton.sheet.CellKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads days however people write them. */
final class Dates {

    private static final String TIME = "(?:[T ]+\\d{1,2}:\\d{2}.*)?";
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})" + TIME);
    private static final Pattern BASIC = Pattern.compile("((?:20|21)\\d{2})(\\d{2})(\\d{2})");
    static final Pattern NUMBERS = Pattern.compile("(\\d{1,2})([-/.]) ?(\\d{1,2})[-/.] ?(\\d{4}|\\d{2})" + TIME);
    private static final Pattern DAY_AND_NAME = Pattern.compile(
            "(?:\\p{L}+[.,]* )?(\\d{1,2})(?:\\.|st|nd|rd|th)?[- ]+(\\p{L}+)\\.?[-, ]+(\\d{4}|\\d{2})" + TIME);
    private static final Pattern NAME_AND_DAY =
            Pattern.compile("(?:\\p{L}+[.,]+ )?(\\p{L}+)\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})" + TIME);
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:\\.\\d+)?");

    /** Day 0 of Excel, which takes 1900 for a leap year; before March of that year nothing is due. */
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("jän", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("mär", 3),
            Map.entry("mrz", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("mai", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("okt", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12),
            Map.entry("dez", 12));

    private Dates() {}

    /**
     * What was read.
     *
     * @param day null where it is none; then {@code problem} says why
     */
    record Reading(@Nullable LocalDate day, @Nullable String problem) {

        private static Reading problem(String problem) {
            return new Reading(null, problem);
        }
    }

    /** @param order what comes first in this column, or null where nobody knows */
    static Reading read(String text, CellKind kind, @Nullable DateOrder order) {
        try {
            LocalDate day = day(text, order);
            if (day == null) {
                return Reading.problem("'" + text + "' is no date that can be read; write it as 2026-03-31");
            }
            return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR
                    ? Reading.problem("'" + text + "' is not between the years 2000 and 2200")
                    : new Reading(day, null);
        } catch (Undecided e) {
            return Reading.problem(
                    "'" + text + "' can be read day first or month first, and nothing in this column says which;"
                            + " say so in the mapping");
        } catch (DateTimeException e) {
            return Reading.problem("'" + text + "' is a day that no calendar has");
        }
    }

    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Undecided() {
            super(null, null, false, false);
        }
    }

    private static @Nullable LocalDate day(String text, @Nullable DateOrder order) {
        Matcher matcher = ISO.matcher(text);
        if (matcher.matches()) {
            return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        }
        matcher = NUMBERS.matcher(text);
        if (matcher.matches()) {
            return ofNumbers(number(matcher, 1), number(matcher, 3), year(matcher.group(4)), matcher.group(2), order);
        }
        matcher = DAY_AND_NAME.matcher(text);
        if (matcher.matches()) {
            return named(year(matcher.group(3)), matcher.group(2), number(matcher, 1));
        }
        matcher = NAME_AND_DAY.matcher(text);
        if (matcher.matches()) {
            return named(year(matcher.group(3)), matcher.group(1), number(matcher, 2));
        }
        matcher = BASIC.matcher(text);
        if (matcher.matches()) {
            return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        }
        return SERIAL.matcher(text).matches() ? DAY_ZERO.plusDays(Integer.parseInt(text.substring(0, 5))) : null;
    }

    private static LocalDate ofNumbers(int first, int second, int year, String separator, @Nullable DateOrder order) {
        // Nobody writes the month first with points.
        if (separator.equals(".") || first > 12 || first == second) {
            return LocalDate.of(year, second, first);
        }
        if (second > 12) {
            return LocalDate.of(year, first, second);
        }
        if (order == null) {
            throw new Undecided();
        }
        return order == DateOrder.DAY_FIRST ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
    }

    private static @Nullable LocalDate named(int year, String name, int day) {
        String start = name.toLowerCase(Locale.ROOT);
        Integer month = start.length() < 3 ? null : MONTHS.get(start.substring(0, 3));
        return month == null ? null : LocalDate.of(year, month, day);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int year(String text) {
        int year = Integer.parseInt(text);
        return text.length() == 2 ? FIRST_YEAR + year : year;
    }
}
