package io.baton.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code follow-up-windows.dmn}: by when a step is done, who is reminded when, and what happens where it is not.
 *
 * @param windows how long the step may take; several count from the day on which the stage began, one after the other
 * @param reminders before it is due, counted from the beginning, or back from the due date where they say so
 * @param again after which time a missed step is brought up once more, each time
 * @param ladder the ladder of {@code escalation.dmn} that a missed step climbs, or null for none
 * @param longestPause for how long the customer's answer may be waited for in all, or null for not at all
 * @param label what people read
 */
public record FollowUp(
        List<Window> windows,
        List<Window> reminders,
        Window again,
        @Nullable String ladder,
        @Nullable Window longestPause,
        String label) {

    /** Where a table of an earlier release says nothing of it. */
    private static final Window DAILY = Window.parse("1 business day");

    /** A missed step is not brought up more often than this. */
    private static final Window SHORTEST_ROUND = Window.parse("15 business minutes");

    /** @throws IllegalArgumentException where a cell is not what it has to be; quotes it and says what is expected */
    static FollowUp of(Map<String, Object> row) {
        return new FollowUp(
                durations(text(row, "duration")),
                Window.parseAll(text(row, "reminders")),
                text(row, "again").isEmpty() ? DAILY : again(text(row, "again")),
                blankToNull(text(row, "ladder")),
                text(row, "longestPause").isEmpty() ? null : longestPause(text(row, "longestPause")),
                text(row, "label"));
    }

    /**
     * Reads a duration: one length, or several.
     *
     * @throws IllegalArgumentException where it is none, or one of several counts back
     */
    public static List<Window> durations(String text) {
        List<Window> windows = text.contains(",") ? Window.parseAll(text) : List.of(Window.parse(text));
        if (windows.size() > 1 && windows.stream().anyMatch(Window::before)) {
            throw new IllegalArgumentException("'" + text
                    + "' counts back, and several lengths count from a beginning; take the word 'before' out");
        }
        return windows;
    }

    /**
     * Reads after which time a missed step is brought up once more.
     *
     * @throws IllegalArgumentException where it is no length, counts back, or is too short to be of use
     */
    public static Window again(String text) {
        Window again = forward(text);
        if (again.isShorterThan(SHORTEST_ROUND)) {
            throw new IllegalArgumentException("'" + text + "' is shorter than 15 business minutes");
        }
        return again;
    }

    /**
     * Reads for how long a customer's answer may be waited for.
     *
     * @throws IllegalArgumentException where it is no length, or counts back
     */
    public static Window longestPause(String text) {
        return forward(text);
    }

    private static Window forward(String text) {
        Window window = Window.parse(text);
        if (window.before()) {
            throw new IllegalArgumentException("'" + text + "' counts back; take the word 'before' out");
        }
        return window;
    }

    /** Whether the step is due before a date that has to be agreed. */
    boolean countsBack() {
        return windows.get(0).before();
    }

    /** From when on the duration counts: the beginning of the step, or of its stage where there are several lengths. */
    Instant countedFrom(Instant start, Instant stageSince) {
        return windows.size() > 1 ? stageSince : start;
    }

    /**
     * When a step is due. Of several lengths it is the first that is not over when the step begins; after the last one the
     * first counts anew, from the step on.
     *
     * @param countedFrom from when on the duration counts
     * @param start when the step begins
     */
    Instant due(Instant countedFrom, Instant start, BusinessCalendar calendar) {
        return windows.stream()
                .map(window -> window.after(countedFrom, calendar))
                .filter(due -> windows.size() == 1 || due.isAfter(start))
                .findFirst()
                .orElseGet(() -> windows.get(0).after(start, calendar));
    }

    /**
     * When something happens next to a step that is not done: a reminder, the due date, or a follow-up after it.
     *
     * @param start when the step began
     * @param paused working time for which the customer was waited for
     * @param due when it is due
     * @param now only what is later counts
     */
    Instant next(Instant start, Duration paused, Instant due, Instant now, BusinessCalendar calendar) {
        if (now.isBefore(due)) {
            return Stream.concat(remindersAt(start, paused, due, calendar), Stream.of(due))
                    .filter(moment -> moment.isAfter(now) && !moment.isAfter(due))
                    .min(Instant::compareTo)
                    .orElse(due);
        }
        Instant moment = due;
        while (!moment.isAfter(now)) {
            moment = again.after(moment, calendar);
        }
        return moment;
    }

    private Stream<Instant> remindersAt(Instant start, Duration paused, Instant due, BusinessCalendar calendar) {
        return reminders.stream()
                .map(reminder -> reminder.before()
                        ? reminder.beforeInstant(due, calendar)
                        : paused.isZero()
                                ? reminder.after(start, calendar)
                                : calendar.add(reminder.after(start, calendar), paused))
                .filter(Objects::nonNull);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(Map<String, Object> row, String column) {
        Object cell = row.get(column);
        return cell == null ? "" : cell.toString().strip();
    }
}
