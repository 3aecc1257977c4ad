package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Working time by the examples that people ask about. */
class BusinessCalendarTest {

    private static final String OFFICE = "Mon-Fri 09:00-17:00";

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kolkata"})
    @Tag("C12")
    @Tag("C37")
    void givesWhatComesOnFridayAtFiveUntilMondayAtFive(String zone) {
        BusinessCalendar calendar = calendar(zone, OFFICE);
        Instant friday = at(zone, "2026-10-23T17:00");

        assertThat(calendar.addBusinessDays(friday, 1)).isEqualTo(at(zone, "2026-10-26T17:00"));
        assertThat(calendar.add(friday, Duration.ofHours(4))).isEqualTo(at(zone, "2026-10-26T13:00"));
        assertThat(calendar.nextOpening(friday)).isEqualTo(at(zone, "2026-10-26T09:00"));
        assertThat(calendar.isOpen(friday)).isFalse();
        assertThat(calendar.isOpen(friday.minusNanos(1))).isTrue();
        assertThat(calendar.endOfDay(friday)).isEqualTo(at(zone, "2026-10-26T17:00"));
        assertThat(calendar.endOfDay(friday.minusNanos(1))).isEqualTo(friday);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-19T10:12, 2026-10-20T10:12",
        "2026-10-23T16:59, 2026-10-26T16:59",
        "2026-10-23T20:00, 2026-10-26T17:00",
        "2026-10-24T11:00, 2026-10-26T17:00",
        "2026-10-26T08:00, 2026-10-26T17:00",
        "2026-10-26T09:00, 2026-10-27T09:00"
    })
    @Tag("C12")
    void measuresABusinessDayFromTheMinuteAndWhatComesAfterHoursFromTheClosing(String start, String due) {
        assertThat(calendar("Europe/Berlin", OFFICE).addBusinessDays(at("Europe/Berlin", start), 1))
                .isEqualTo(at("Europe/Berlin", due));
    }

    @Test
    void staysWithinAShorterDay() {
        BusinessCalendar calendar = calendar("UTC", "Mon-Thu 09:00-12:30 13:30-17:00, Fri 10:00-13:00");

        assertThat(calendar.addBusinessDays(at("UTC", "2026-10-22T16:00"), 1)).isEqualTo(at("UTC", "2026-10-23T13:00"));
        assertThat(calendar.addBusinessDays(at("UTC", "2026-10-22T09:00"), 1)).isEqualTo(at("UTC", "2026-10-23T10:00"));
        assertThat(calendar.addBusinessDays(at("UTC", "2026-10-23T12:45"), 1)).isEqualTo(at("UTC", "2026-10-26T12:30"));
        assertThat(calendar.addBusinessDays(at("UTC", "2026-10-20T13:00"), 1)).isEqualTo(at("UTC", "2026-10-21T12:30"));
        assertThat(calendar.add(at("UTC", "2026-10-20T12:00"), Duration.ofHours(1)))
                .isEqualTo(at("UTC", "2026-10-20T14:00"));
    }

    @Test
    @Tag("C64")
    void findsABusinessDayThreeSixAndNineMonthsLater() {
        BusinessCalendar calendar = calendar("Europe/Berlin", OFFICE);
        LocalDate sale = LocalDate.of(2026, 10, 25);

        assertThat(calendar.monthsAfter(sale, 3)).isEqualTo("2027-01-25");
        assertThat(calendar.monthsAfter(sale, 6)).isEqualTo("2027-04-26");
        assertThat(calendar.monthsAfter(sale, 9)).isEqualTo("2027-07-26");
        assertThat(calendar.monthsAfter(LocalDate.of(2026, 11, 30), 3)).isEqualTo("2027-03-01");
    }

    @Test
    @Tag("C15")
    void findsTheBusinessDayThirtyDaysBeforeOrTheOneBeforeThat() {
        BusinessCalendar calendar = calendar("Europe/Berlin", OFFICE, "01-01 closed");

        assertThat(calendar.daysBefore(LocalDate.of(2027, 3, 31), 30)).isEqualTo("2027-03-01");
        assertThat(calendar.daysBefore(LocalDate.of(2027, 2, 1), 30)).isEqualTo("2026-12-31");
        assertThat(calendar.monthsBefore(LocalDate.of(2027, 3, 31), 1)).isEqualTo("2027-02-26");
        assertThat(calendar.businessDaysBefore(LocalDate.of(2027, 1, 4), 2)).isEqualTo("2026-12-30");
    }

    @Test
    void keepsPublicHolidaysAndPutsOwnDaysBeforeThem() {
        BusinessCalendar calendar = new BusinessCalendar(
                ZoneId.of("Europe/Berlin"),
                WorkingHours.parse(OFFICE),
                CountryHolidays.of("DE"),
                List.of(
                        ClosingDay.parse("2026-12-25", "10:00-12:00"),
                        ClosingDay.parse("2026-12-19", "09:00-11:00"),
                        ClosingDay.parse("12-24", "09:00-13:00"),
                        ClosingDay.parse("2027-12-24", "closed"),
                        ClosingDay.parse("12-24", "closed")));

        assertThat(calendar.isBusinessDay(LocalDate.of(2026, 10, 3))).isFalse();
        assertThat(calendar.isBusinessDay(LocalDate.of(2027, 3, 26))).isFalse();
        assertThat(calendar.endOf(LocalDate.of(2026, 12, 25))).isEqualTo(at("Europe/Berlin", "2026-12-25T12:00"));
        assertThat(calendar.isOpen(at("Europe/Berlin", "2026-12-19T10:00"))).isTrue();
        assertThat(calendar.endOf(LocalDate.of(2026, 12, 24))).isEqualTo(at("Europe/Berlin", "2026-12-24T13:00"));
        assertThat(calendar.isBusinessDay(LocalDate.of(2027, 12, 24))).isFalse();
        assertThat(calendar.between(at("Europe/Berlin", "2026-12-23T16:00"), at("Europe/Berlin", "2026-12-28T09:30")))
                .isEqualTo(Duration.ofMinutes(60 + 240 + 120 + 30));
    }

    @Test
    void countsAnHourThatComesTwiceTwiceAndOneThatIsMissingNotAtAll() {
        BusinessCalendar calendar = calendar("Europe/Berlin", "Sat-Sun 01:00-04:00");

        assertThat(calendar.between(at("Europe/Berlin", "2026-10-25T00:00"), at("Europe/Berlin", "2026-10-25T12:00")))
                .isEqualTo(Duration.ofHours(4));
        assertThat(calendar.between(at("Europe/Berlin", "2026-03-29T00:00"), at("Europe/Berlin", "2026-03-29T12:00")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(calendar.add(at("Europe/Berlin", "2026-03-29T01:30"), Duration.ofHours(1)))
                .isEqualTo(at("Europe/Berlin", "2026-03-29T03:30"));
        BusinessCalendar only = calendar("Europe/Berlin", "Sun 02:15-02:45");
        assertThat(only.isBusinessDay(LocalDate.of(2026, 3, 29))).isFalse();
        assertThat(only.between(at("Europe/Berlin", "2026-10-25T00:00"), at("Europe/Berlin", "2026-10-25T12:00")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void endsADayWithoutWorkThatPeopleAgreedWhenOthersEnd() {
        BusinessCalendar calendar = calendar("Asia/Kolkata", "Mon-Thu 09:00-18:00, Fri 09:00-13:00");

        assertThat(calendar.endOf(LocalDate.of(2026, 10, 24))).isEqualTo(at("Asia/Kolkata", "2026-10-24T18:00"));
        assertThat(calendar.endOf(LocalDate.of(2026, 10, 23))).isEqualTo(at("Asia/Kolkata", "2026-10-23T13:00"));
    }

    @Test
    void worksAroundTheClock() {
        BusinessCalendar calendar = calendar("UTC", "Mon-Sun 00:00-24:00");
        Instant start = at("UTC", "2026-10-24T11:17");

        assertThat(calendar.add(start, Duration.ofHours(30))).isEqualTo(start.plus(Duration.ofHours(30)));
        assertThat(calendar.addBusinessDays(start, 3)).isEqualTo(start.plus(Duration.ofDays(3)));
        assertThat(calendar.endOfDay(start)).isEqualTo(at("UTC", "2026-10-25T00:00"));
    }

    @Test
    void saysThatThereIsNoWorkingTimeInsteadOfSearchingForEver() {
        ClosingDay[] everyDay = IntStream.range(0, 366)
                .mapToObj(day -> LocalDate.of(2028, 1, 1).plusDays(day))
                .map(day -> ClosingDay.parse(day.toString().substring(5), "closed"))
                .toArray(ClosingDay[]::new);
        BusinessCalendar closed = new BusinessCalendar(
                ZoneId.of("UTC"), WorkingHours.parse(OFFICE), PublicHolidays.NONE, List.of(everyDay));
        Instant start = at("UTC", "2026-10-24T11:00");
        String sentence = "The business calendar has no working time within two years %s 2026-10-2%d;"
                + " change the hours in business-calendars or the days in closing-days";

        assertThatIllegalStateException()
                .isThrownBy(() -> closed.add(start, Duration.ofHours(1)))
                .withMessage(sentence.formatted("after", 4));
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.addBusinessDays(start, 1))
                .withMessage(sentence.formatted("before", 4));
        assertThatIllegalStateException()
                .isThrownBy(() -> closed.endOfDay(start))
                .withMessage(sentence.formatted("after", 5));
        assertThat(closed.between(start, at("UTC", "2030-01-01T00:00"))).isZero();
    }

    @Test
    void countsNoMoreThanFortyYears() {
        BusinessCalendar calendar = calendar("UTC", "Wed 12:00-12:01");

        assertThatIllegalStateException()
                .isThrownBy(() -> calendar.add(at("UTC", "2026-10-24T11:00"), Duration.ofDays(3_000)))
                .withMessageStartingWith("More than forty years of working time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.add(at("UTC", "2026-10-24T11:00"), Duration.ofDays(-1)))
                .withMessageContaining("not negative");
    }

    @Test
    void namesAZoneThatDoesNotExist() {
        assertThat(BusinessCalendar.zone(" Europe/Berlin ")).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BusinessCalendar.zone("Mars/Base"))
                .withMessage(
                        "there is no time zone 'Mars/Base'; give one such as Europe/Berlin, or nothing for the team's");
    }

    /** Far below what a person notices, however many steps fall due at once. */
    @Test
    void computesADeadlineInMicroseconds() {
        BusinessCalendar calendar = new BusinessCalendar(
                ZoneId.of("Europe/Berlin"),
                WorkingHours.parse("Mon-Thu 09:00-12:30 13:30-17:00, Fri 09:00-13:00"),
                CountryHolidays.of("DE-BY"),
                List.of(ClosingDay.parse("12-24", "closed"), ClosingDay.parse("2026-12-31", "09:00-12:00")));
        List<Window> windows =
                List.of(Window.parse("5 business days"), Window.parse("4 business hours"), Window.parse("3 months"));
        Instant start = at("Europe/Berlin", "2026-12-23T16:00");
        int rounds = 20_000;
        long best = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long begin = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                for (Window window : windows) {
                    assertThat(window.after(start.plusSeconds(i), calendar) != null)
                            .isTrue();
                }
            }
            best = Math.min(best, (System.nanoTime() - begin) / (rounds * windows.size()));
        }
        System.out.println("A deadline is computed in " + best + " ns");
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofNanos(50_000));
    }

    private static BusinessCalendar calendar(String zone, String hours, String... days) {
        return new BusinessCalendar(
                ZoneId.of(zone),
                WorkingHours.parse(hours),
                PublicHolidays.NONE,
                List.of(days).stream()
                        .map(day -> day.split(" "))
                        .map(day -> ClosingDay.parse(day[0], day[1]))
                        .toList());
    }

    private static Instant at(String zone, String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
    }
}
