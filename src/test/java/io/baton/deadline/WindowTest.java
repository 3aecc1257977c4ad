package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a step may take, as process owners write it. */
class WindowTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final BusinessCalendar calendar = new BusinessCalendar(
            ZONE,
            WorkingHours.parse("Mon-Fri 09:00-17:00"),
            PublicHolidays.NONE,
            List.of(ClosingDay.parse("01-01", "closed")));

    @ParameterizedTest
    @CsvSource({
        "4 business hours, 2026-10-23T15:00, 2026-10-26T11:00",
        "1 business hour, 2026-10-23T15:00, 2026-10-23T16:00",
        "90 Business Minutes, 2026-10-23T15:00, 2026-10-23T16:30",
        "1 business day, 2026-10-23T15:00, 2026-10-26T15:00",
        " 5  business days , 2026-10-23T15:00, 2026-10-30T15:00",
        "end of business day, 2026-10-23T15:00, 2026-10-23T17:00",
        "end of business day, 2026-10-23T17:00, 2026-10-26T17:00",
        "end of next business day, 2026-10-23T15:00, 2026-10-26T17:00",
        "end of next business day, 2026-10-24T15:00, 2026-10-27T17:00",
        "14 days, 2026-10-23T15:00, 2026-11-06T17:00",
        "1 day, 2026-10-23T15:00, 2026-10-26T17:00",
        "2 weeks, 2026-10-23T15:00, 2026-11-06T17:00",
        "3 months, 2026-10-23T15:00, 2027-01-25T17:00",
        "1 year, 2026-10-23T15:00, 2027-10-25T17:00",
        "P5D, 2026-10-23T15:00, 2026-10-28T17:00",
        "P2W, 2026-10-23T15:00, 2026-11-06T17:00",
        "P1Y3M, 2026-10-23T15:00, 2028-01-24T17:00"
    })
    @Tag("C12")
    @Tag("C13")
    @Tag("C14")
    @Tag("C64")
    void saysWhenAStepIsDue(String text, LocalDateTime start, LocalDateTime due) {
        assertThat(Window.parse(text).after(start.atZone(ZONE).toInstant(), calendar))
                .isEqualTo(due.atZone(ZONE).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "30 days before, 2027-03-31, 2027-03-01",
        "P30D, 2027-03-31, 2027-03-01",
        "30 days before, 2027-02-01, 2026-12-31",
        "1 month before, 2027-03-31, 2027-02-26",
        "2 business days before, 2027-03-31, 2027-03-29",
        "4 business hours before, 2027-03-31, 2027-03-31",
        "12 business hours before, 2027-03-29, 2027-03-26",
        "end of business day, 2027-03-31, 2027-03-31",
        "end of next business day, 2027-03-29, 2027-03-26"
    })
    @Tag("C15")
    void saysOnWhichDayAStepIsDueBeforeADate(String text, LocalDate date, LocalDate due) {
        assertThat(Window.parse(text).before(date, calendar)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 business days   | '0 business days' gives no time; write at least 1",
                "-1 business day   | '-1 business day' gives no time; write at least 1",
                "P0D               | 'P0D' gives no time; write at least 1",
                "P-5D              | 'P-5D' gives no time; write at least 1",
                "4000 days         | '4000 days' is longer than anybody waits",
                "999999 weeks      | '999999 weeks' is longer than anybody waits",
                "P99999999D        | 'P99999999D' is longer than anybody waits"
            })
    void refusesWhatIsNoneOrWithoutEnd(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(text))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "soon",
        "''",
        "5",
        "business day",
        "5 fortnights",
        "PT4H",
        "P1M2D",
        "P",
        "9999999 days",
        "1.5 business days"
    })
    void saysWhatALengthOfTimeLooksLike(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(text))
                .withMessage(
                        "'" + text + "' is no length of time; write such as 4 business hours, 1 business day, end of"
                                + " business day, 14 days, 3 months or 30 days before");
    }
}
