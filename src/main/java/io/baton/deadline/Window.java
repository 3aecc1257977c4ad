package io.baton.deadline;

import io.baton.api.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a step may take, as {@code 4 business hours}, {@code 1 business day}, {@code end of business day}, {@code 14
 * days}, {@code 3 months} or {@code 30 days before} say.
 *
 * <p>Business hours and business days are measured from the minute at which a step begins. Days, weeks, months and years
 * are those of everybody's calendar, and over when the business day ends on which they lead, or else the next one.
 *
 * @param amount how many, at least 1
 * @param unit of what
 * @param before whether it counts back from a date
 */
public record Window(int amount, Unit unit, boolean before) {

    private static final Pattern AMOUNT = Pattern.compile("(-?\\d{1,6}) ([a-z ]+?)s?( before)?");
    private static final Pattern ISO = Pattern.compile("P.*");
    private static final int MONTHS_OF_A_YEAR = 12;

    /** What a window is measured in; each with the most that a window may have of it. */
    enum Unit {
        BUSINESS_MINUTE(100_000),
        BUSINESS_HOUR(2_000),
        BUSINESS_DAY(1_000),
        DAY(3_660),
        MONTH(120),
        /** 1 is the end of this business day, 2 that of the next. */
        END_OF_BUSINESS_DAY(2);

        private final int most;

        Unit(int most) {
            this.most = most;
        }
    }

    /**
     * Reads a window as a process owner writes it; of ISO durations those in days, weeks, months or years, which are
     * calendar time.
     *
     * @throws IllegalArgumentException where it is none, or has no length; the message quotes it and says what is expected
     */
    public static Window parse(String text) {
        String written = text.strip().replaceAll("\\s+", " ");
        Window window = ISO.matcher(written).matches() ? iso(written) : words(written);
        if (window.amount < 1) {
            throw new IllegalArgumentException("'" + text + "' gives no time; write at least 1");
        }
        if (window.amount > window.unit.most) {
            throw new IllegalArgumentException("'" + text + "' is longer than anybody waits");
        }
        return window;
    }

    /**
     * Reads several windows with commas between them; none where nothing is written.
     *
     * @throws IllegalArgumentException as for one
     */
    public static List<Window> parseAll(String text) {
        return Texts.list(text).stream().map(Window::parse).toList();
    }

    private static Window words(String text) {
        String written = text.toLowerCase(Locale.ROOT);
        if (written.equals("end of business day")) {
            return new Window(1, Unit.END_OF_BUSINESS_DAY, false);
        }
        if (written.equals("end of next business day")) {
            return new Window(2, Unit.END_OF_BUSINESS_DAY, false);
        }
        Matcher counted = AMOUNT.matcher(written);
        if (!counted.matches()) {
            throw none(text);
        }
        int amount = Integer.parseInt(counted.group(1));
        boolean before = counted.group(3) != null;
        return switch (counted.group(2)) {
            case "business minute" -> new Window(amount, Unit.BUSINESS_MINUTE, before);
            case "business hour" -> new Window(amount, Unit.BUSINESS_HOUR, before);
            case "business day" -> new Window(amount, Unit.BUSINESS_DAY, before);
            case "day" -> new Window(amount, Unit.DAY, before);
            case "week" -> new Window(amount * 7, Unit.DAY, before);
            case "month" -> new Window(amount, Unit.MONTH, before);
            case "year" -> new Window(amount * MONTHS_OF_A_YEAR, Unit.MONTH, before);
            default -> throw none(text);
        };
    }

    private static Window iso(String text) {
        try {
            Period period = Period.parse(text);
            if (period.getDays() == 0 && !period.isZero()) {
                return new Window(Math.toIntExact(period.toTotalMonths()), Unit.MONTH, false);
            }
            if (period.toTotalMonths() == 0) {
                return new Window(period.getDays(), Unit.DAY, false);
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw none(text);
        }
        throw none(text);
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException("'" + text + "' is no length of time; write such as 4 business hours,"
                + " 1 business day, end of business day, 14 days, 3 months or 30 days before");
    }

    /** As people read it. */
    public String words() {
        String length = switch (unit) {
            case END_OF_BUSINESS_DAY -> amount == 1 ? "end of business day" : "end of next business day";
            default -> amount + " " + unit.name().toLowerCase(Locale.ROOT).replace('_', ' ') + (amount == 1 ? "" : "s");
        };
        return before ? length + " before" : length;
    }

    /** Whether it is shorter than another; both in business minutes or hours, or else it is not. */
    boolean isShorterThan(Window other) {
        boolean ofHours = unit == Unit.BUSINESS_MINUTE || unit == Unit.BUSINESS_HOUR;
        return ofHours && length().compareTo(other.length()) < 0;
    }

    /** When a step is due that begins at an instant. */
    Instant after(Instant start, BusinessCalendar calendar) {
        LocalDate today = calendar.dateOf(start);
        return switch (unit) {
            case BUSINESS_MINUTE, BUSINESS_HOUR -> calendar.add(start, length());
            case BUSINESS_DAY -> calendar.addBusinessDays(start, amount);
            case DAY -> calendar.endOf(calendar.daysAfter(today, amount));
            case MONTH -> calendar.endOf(calendar.monthsAfter(today, amount));
            case END_OF_BUSINESS_DAY -> {
                Instant end = calendar.endOfDay(start);
                yield amount == 1 ? end : calendar.endOfDay(end);
            }
        };
    }

    /** The business day this long before a date, on which a step is due that has to come before it. */
    LocalDate before(LocalDate date, BusinessCalendar calendar) {
        return switch (unit) {
            case BUSINESS_MINUTE, BUSINESS_HOUR -> calendar.dateOf(calendar.subtract(calendar.endOf(date), length()));
            case BUSINESS_DAY -> calendar.businessDaysBefore(date, amount);
            case DAY -> calendar.daysBefore(date, amount);
            case MONTH -> calendar.monthsBefore(date, amount);
            case END_OF_BUSINESS_DAY -> calendar.businessDaysBefore(date, amount - 1);
        };
    }

    /** The moment this long before another; where it is counted in days, the beginning of that business day. */
    Instant beforeInstant(Instant end, BusinessCalendar calendar) {
        return switch (unit) {
            case BUSINESS_MINUTE, BUSINESS_HOUR -> calendar.subtract(end, length());
            default -> calendar.beginOf(before(calendar.dateOf(end), calendar));
        };
    }

    private Duration length() {
        return unit == Unit.BUSINESS_HOUR ? Duration.ofHours(amount) : Duration.ofMinutes(amount);
    }
}
