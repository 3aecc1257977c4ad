package io.baton.deadline;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When people work in an ordinary week, as {@code Mon-Thu 09:00-12:30 13:30-17:00, Fri 09:00-13:00} says. */
public final class WorkingHours {

    private static final String EXPECTED = "write such as Mon-Fri 09:00-17:00";
    private static final Pattern DAYS = Pattern.compile("([A-Za-z]+)(?:-([A-Za-z]+))?");
    private static final Pattern DASH = Pattern.compile("\\s*[-–]\\s*");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private final Map<DayOfWeek, List<Shift>> week;

    private WorkingHours(Map<DayOfWeek, List<Shift>> week) {
        this.week = week;
    }

    /**
     * Reads the hours of a week: days, or days from one to another, each followed by one or more stretches of work.
     *
     * @throws IllegalArgumentException where there are none, or they overlap or cannot be read; the message says what is
     *     wrong and what is expected
     */
    public static WorkingHours parse(String text) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        List<DayOfWeek> days = new ArrayList<>();
        String lastDays = "";
        boolean hoursFollowed = true;
        for (String word : words(text)) {
            Matcher named = DAYS.matcher(word);
            if (Shift.isOne(word)) {
                if (days.isEmpty()) {
                    throw new IllegalArgumentException("'" + word + "' stands before any day; " + EXPECTED);
                }
                Shift shift = Shift.parse(word);
                days.forEach(day -> week.put(day, Shift.with(week.getOrDefault(day, List.of()), shift, name(day))));
                hoursFollowed = true;
            } else if (named.matches()) {
                if (hoursFollowed) {
                    days.clear();
                }
                days.addAll(days(named));
                lastDays = word;
                hoursFollowed = false;
            } else {
                throw new IllegalArgumentException("'" + word + "' is neither a day nor hours; " + EXPECTED);
            }
        }
        if (!hoursFollowed) {
            throw new IllegalArgumentException("'" + lastDays + "' is given no hours; " + EXPECTED);
        }
        if (week.isEmpty()) {
            throw new IllegalArgumentException("no working time is given; " + EXPECTED);
        }
        return new WorkingHours(week);
    }

    /**
     * Reads the hours of one day: stretches of work, or {@code closed}.
     *
     * @throws IllegalArgumentException where they overlap or cannot be read; the message says what is expected
     */
    static List<Shift> parseDay(String text) {
        List<Shift> shifts = List.of();
        if (text.strip().equalsIgnoreCase("closed")) {
            return shifts;
        }
        for (String word : words(text)) {
            shifts = Shift.with(shifts, Shift.parse(word), "that day");
        }
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException("no hours are given; write closed, or hours such as 09:00-13:00");
        }
        return shifts;
    }

    private static List<String> words(String text) {
        String plain = DASH.matcher(text.strip()).replaceAll("-");
        return plain.isEmpty() ? List.of() : List.of(BETWEEN.split(plain));
    }

    /** A week goes round: Sun-Thu begins on Sunday, and Fri-Mon goes over the weekend. */
    private static List<DayOfWeek> days(Matcher named) {
        DayOfWeek day = day(named.group(1));
        DayOfWeek last = named.group(2) == null ? day : day(named.group(2));
        List<DayOfWeek> days = new ArrayList<>(List.of(day));
        while (day != last) {
            day = day.plus(1);
            days.add(day);
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        String written = text.toLowerCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (written.length() >= 3 && day.name().toLowerCase(Locale.ROOT).startsWith(written)) {
                return day;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no day of the week; " + EXPECTED);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    List<Shift> on(DayOfWeek day) {
        return week.getOrDefault(day, List.of());
    }

    /** The latest end of a day in the week, in minutes after midnight. */
    int latestEnd() {
        return week.values().stream()
                .flatMap(List::stream)
                .mapToInt(Shift::to)
                .max()
                .orElseThrow();
    }
}
