package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the hours, the zone and the closing days: the arithmetic of working time agrees with somebody who looks at the
 * wall clock every minute and asks whether it shows working hours.
 *
 * <p>The seeds are fixed; {@code -Ddeadline.seed=…} tries another one, and a failure names its own.
 */
@Tag("C12")
@Tag("C13")
class CalendarInvariantsTest {

    private static final int CALENDARS = 40;
    private static final int QUESTIONS = 12;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** With daylight saving in either half of the year, by half an hour, at midnight, and without. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "UTC",
            "Pacific/Auckland",
            "Australia/Lord_Howe",
            "America/Havana",
            "Asia/Beirut");

    static LongStream seeds() {
        Long own = Long.getLong("deadline.seed");
        return own == null ? LongStream.of(5, 12, 1600) : LongStream.of(own);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithTheWallClock(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CALENDARS; i++) {
            Slow slow = new Slow(random, ZONES.get(i % ZONES.size()));
            BusinessCalendar calendar = slow.calendar();
            for (int question = 0; question < QUESTIONS; question++) {
                Instant start = slow.instant(random);
                Instant end = start.plus(Duration.ofMinutes(random.nextInt(8 * 24 * 60)));
                Duration length = Duration.ofMinutes(random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(1500));
                String what = "seed %d, %s, from %s for %s".formatted(seed, slow, start, length);

                assertThat(calendar.isOpen(start)).as(what).isEqualTo(slow.isOpen(start));
                assertThat(calendar.add(start, length)).as(what).isEqualTo(slow.add(start, length));
                assertThat(calendar.subtract(start, length)).as(what).isEqualTo(slow.subtract(start, length));
                assertThat(calendar.between(start, end))
                        .as("%s to %s", what, end)
                        .isEqualTo(slow.between(start, end));
                assertThat(calendar.between(end, start))
                        .as(what)
                        .isEqualTo(slow.between(start, end).negated());
                assertThat(calendar.nextOpening(start)).as(what).isEqualTo(slow.add(start, Duration.ZERO));
                assertThat(calendar.endOfDay(start)).as(what).isEqualTo(slow.endOfDay(start));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void addsAndSubtractsTheSameAndNeverLandsOutsideWorkingTime(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CALENDARS; i++) {
            Slow slow = new Slow(random, ZONES.get(i % ZONES.size()));
            BusinessCalendar calendar = slow.calendar();
            for (int question = 0; question < QUESTIONS; question++) {
                Instant start = slow.instant(random).plusNanos(random.nextInt(1_000_000_000));
                Duration length = Duration.ofMillis(1 + random.nextInt(400_000_000));
                String what = "seed %d, %s, from %s for %s".formatted(seed, slow, start, length);

                Instant end = calendar.add(start, length);
                Instant begin = calendar.subtract(start, length);

                assertThat(calendar.between(start, end)).as(what).isEqualTo(length);
                assertThat(calendar.between(begin, start)).as(what).isEqualTo(length);
                assertThat(calendar.subtract(end, length)).as(what).isEqualTo(calendar.nextOpening(start));
                assertThat(calendar.isOpen(end.minusNanos(1))).as(what).isTrue();
                assertThat(calendar.isOpen(begin)).as(what).isTrue();
                assertThat(calendar.add(start, length.plusMillis(1))).as(what).isAfter(end);
                assertThat(calendar.add(start.plusMillis(1), length)).as(what).isAfterOrEqualTo(end);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void countsBusinessDaysAndKeepsTheirOrder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CALENDARS; i++) {
            Slow slow = new Slow(random, ZONES.get(i % ZONES.size()));
            BusinessCalendar calendar = slow.calendar();
            int days = 1 + random.nextInt(6);
            List<Instant> starts = new ArrayList<>();
            for (int question = 0; question < 3 * QUESTIONS; question++) {
                starts.add(slow.instant(random));
            }
            Collections.sort(starts);
            Instant before = Instant.MIN;
            for (Instant start : starts) {
                String what = "seed %d, %s, from %s for %d days".formatted(seed, slow, start, days);

                Instant due = calendar.addBusinessDays(start, days);

                assertThat(due).as(what).isAfterOrEqualTo(before).isAfter(start);
                assertThat(calendar.isOpen(due) || calendar.isOpen(due.minusNanos(1)))
                        .as(what)
                        .isTrue();
                // The minute before, since a day may end at 24:00.
                LocalDate begun =
                        calendar.isOpen(start) ? calendar.dateOf(start) : calendar.dateOf(slow.subtract(start, MINUTE));
                List<LocalDate> last = List.of(calendar.dateOf(due), calendar.dateOf(due.minus(MINUTE)));
                assertThat(last).as(what).contains(slow.businessDayAfter(begun, days));
                before = due;
            }
        }
    }

    /** The reference: it looks at one minute after another, and at nothing else. */
    private static final class Slow {

        private final ZoneId zone;
        private final Map<DayOfWeek, List<Stretch>> week = new HashMap<>();
        private final Map<LocalDate, List<Stretch>> days = new HashMap<>();
        private final CountryHolidays holidays;
        private final int year;

        Slow(Random random, String zone) {
            this.zone = ZoneId.of(zone);
            year = 2024 + random.nextInt(5);
            holidays = CountryHolidays.of(random.nextBoolean() ? "DE-BY" : "US");
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(7) < 5) {
                    week.put(day, hours(random));
                }
            }
            week.putIfAbsent(DayOfWeek.WEDNESDAY, hours(random));
            for (int i = 0; i < 20; i++) {
                days.put(
                        LocalDate.of(year, 1, 1).plusDays(random.nextInt(365)),
                        random.nextBoolean() ? List.of() : hours(random));
            }
        }

        private record Stretch(int from, int to) {

            @Override
            public String toString() {
                return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, to / 60, to % 60);
            }
        }

        private static String written(List<Stretch> hours) {
            return hours.stream().map(Stretch::toString).collect(Collectors.joining(" "));
        }

        /** One to three stretches, at any time of the day or the night. */
        private static List<Stretch> hours(Random random) {
            int cuts = 2 * (1 + random.nextInt(3));
            List<Integer> minutes = random.ints(0, 24 * 12 + 1)
                    .distinct()
                    .limit(cuts)
                    .sorted()
                    .map(fiveMinutes -> 5 * fiveMinutes)
                    .boxed()
                    .toList();
            List<Stretch> hours = new ArrayList<>();
            for (int i = 0; i < cuts; i += 2) {
                hours.add(new Stretch(minutes.get(i), minutes.get(i + 1)));
            }
            return hours;
        }

        BusinessCalendar calendar() {
            String hours = week.entrySet().stream()
                    .map(day -> day.getKey() + " " + written(day.getValue()))
                    .collect(Collectors.joining(", "));
            List<ClosingDay> own = days.entrySet().stream()
                    .map(day -> ClosingDay.parse(
                            day.getKey().toString(), day.getValue().isEmpty() ? "closed" : written(day.getValue())))
                    .toList();
            return new BusinessCalendar(zone, WorkingHours.parse(hours), holidays, own);
        }

        /** Mostly near a change of clocks, a year's end or a holiday. */
        Instant instant(Random random) {
            ZonedDateTime newYear = LocalDate.of(year, 1, 1).atStartOfDay(zone);
            Instant near = switch (random.nextInt(3)) {
                case 0 -> {
                    var change = zone.getRules().nextTransition(newYear.toInstant());
                    if (change != null && random.nextBoolean()) {
                        change = zone.getRules().nextTransition(change.getInstant());
                    }
                    yield change == null ? newYear.toInstant() : change.getInstant();
                }
                case 1 -> MonthDay.of(12, 25).atYear(year).atStartOfDay(zone).toInstant();
                default -> newYear.plusDays(random.nextInt(365)).toInstant();
            };
            return near.plus(Duration.ofMinutes(random.nextInt(3 * 24 * 60) - 36 * 60));
        }

        boolean isOpen(Instant instant) {
            ZonedDateTime wall = instant.atZone(zone);
            LocalDate date = wall.toLocalDate();
            List<Stretch> hours = days.get(date);
            if (hours == null) {
                hours = holidays.includes(date) ? List.of() : week.getOrDefault(date.getDayOfWeek(), List.of());
            }
            int minute = wall.getHour() * 60 + wall.getMinute();
            return hours.stream().anyMatch(stretch -> stretch.from <= minute && minute < stretch.to);
        }

        Instant add(Instant start, Duration length) {
            Instant now = start;
            while (!isOpen(now)) {
                now = now.plus(MINUTE);
            }
            Duration worked = Duration.ZERO;
            Instant end = now;
            while (worked.compareTo(length) < 0) {
                if (isOpen(now)) {
                    worked = worked.plus(MINUTE);
                    end = now.plus(MINUTE);
                }
                now = now.plus(MINUTE);
            }
            return end;
        }

        Instant subtract(Instant end, Duration length) {
            Instant now = end;
            while (!isOpen(now.minus(MINUTE))) {
                now = now.minus(MINUTE);
            }
            Duration worked = Duration.ZERO;
            Instant start = now;
            while (worked.compareTo(length) < 0) {
                now = now.minus(MINUTE);
                if (isOpen(now)) {
                    worked = worked.plus(MINUTE);
                    start = now;
                }
            }
            return start;
        }

        Duration between(Instant start, Instant end) {
            return MINUTE.multipliedBy(Stream.iterate(start, now -> now.isBefore(end), now -> now.plus(MINUTE))
                    .filter(this::isOpen)
                    .count());
        }

        Instant endOfDay(Instant start) {
            Instant first = add(start, Duration.ZERO);
            Instant end = first;
            for (Instant now = first;
                    now.atZone(zone).toLocalDate().equals(first.atZone(zone).toLocalDate());
                    now = now.plus(MINUTE)) {
                if (isOpen(now)) {
                    end = now.plus(MINUTE);
                }
            }
            return end;
        }

        LocalDate businessDayAfter(LocalDate date, int days) {
            LocalDate day = date;
            for (int found = 0; found < days; ) {
                day = day.plusDays(1);
                Instant midnight = day.atStartOfDay(zone).toInstant();
                Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
                if (!between(midnight, next).isZero()) {
                    found++;
                }
            }
            return day;
        }

        @Override
        public String toString() {
            return zone + " " + week + " " + days;
        }
    }
}
