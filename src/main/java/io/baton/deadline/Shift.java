package io.baton.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stretch of work within one day, such as 09:00 to 12:30 on the wall clock.
 *
 * @param from its first minute, counted from midnight
 * @param to the minute at which it is over, up to 1440 for 24:00
 */
record Shift(int from, int to) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2})");
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    static boolean isOne(String text) {
        return WRITTEN.matcher(text).matches();
    }

    /**
     * Reads a stretch such as {@code 09:00-12:30}.
     *
     * @throws IllegalArgumentException where it is none; the message quotes it and says what is expected
     */
    static Shift parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text + "' are no hours; write such as 09:00-17:00");
        }
        Shift shift = new Shift(
                minutes(written.group(1), written.group(2), text), minutes(written.group(3), written.group(4), text));
        if (shift.to == shift.from) {
            throw new IllegalArgumentException("'" + text + "' has no length");
        }
        if (shift.to < shift.from) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' ends before it begins; hours past midnight are two: 22:00-24:00, and 00:00-06:00 on the next day");
        }
        return shift;
    }

    private static int minutes(String hours, String minutes, String text) {
        int sum = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        if (Integer.parseInt(minutes) > 59 || sum > MINUTES_OF_A_DAY) {
            throw new IllegalArgumentException("'" + text + "' is not between 00:00 and 24:00");
        }
        return sum;
    }

    /**
     * Some stretches with one more, in their order.
     *
     * @param when the day they are on, for the message
     * @throws IllegalArgumentException where two overlap
     */
    static List<Shift> with(List<Shift> some, Shift another, String when) {
        for (Shift one : some) {
            if (one.from < another.to && another.from < one.to) {
                throw new IllegalArgumentException(one + " and " + another + " overlap on " + when);
            }
        }
        List<Shift> all = new ArrayList<>(some);
        all.add(another);
        all.sort(Comparator.comparingInt(Shift::from));
        return List.copyOf(all);
    }

    /** This stretch on a date, as the clock shows it at an offset from UTC. */
    Span on(LocalDate date, ZoneOffset offset) {
        long midnight = date.toEpochDay() * 86_400 - offset.getTotalSeconds();
        return new Span(Instant.ofEpochSecond(midnight + from * 60L), Instant.ofEpochSecond(midnight + to * 60L));
    }

    /** An unbroken time in which people work; the end is not part of it. */
    record Span(Instant from, Instant to) {

        /** What of it lies between two instants, which may be nothing. */
        Stream<Span> within(Instant start, Instant end) {
            Instant first = from.isBefore(start) ? start : from;
            Instant last = to.isAfter(end) ? end : to;
            return first.isBefore(last) ? Stream.of(new Span(first, last)) : Stream.empty();
        }

        boolean contains(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    @Override
    public String toString() {
        return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60);
    }
}
