package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Working hours as process owners write them. */
class WorkingHoursTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon-Thu 09:00-12:30 13:30-17:00, Fri 09:00-13:00",
                "Mon–Thu 9:00 – 12:30, 13:30 – 17:00; Friday 9:00-13:00",
                "mon tue wed thursday 13:30-17:00 09:00-12:30 fri 09:00-13:00"
            })
    void readsHalfDaysAndBreaks(String text) {
        WorkingHours hours = WorkingHours.parse(text);

        for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)) {
            assertThat(hours.on(day)).hasToString("[09:00-12:30, 13:30-17:00]");
        }
        assertThat(hours.on(DayOfWeek.FRIDAY)).hasToString("[09:00-13:00]");
        assertThat(hours.on(DayOfWeek.SATURDAY)).isEmpty();
        assertThat(hours.latestEnd()).isEqualTo(17 * 60);
    }

    @Test
    void goesRoundTheWeek() {
        WorkingHours hours = WorkingHours.parse("Sun-Thu 08:00-16:00");

        assertThat(hours.on(DayOfWeek.SUNDAY)).isNotEmpty();
        assertThat(hours.on(DayOfWeek.FRIDAY)).isEmpty();
        assertThat(hours.on(DayOfWeek.SATURDAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | no working time is given; write such as Mon-Fri 09:00-17:00",
                "Mon-Fri                           | 'Mon-Fri' is given no hours; write such as Mon-Fri 09:00-17:00",
                "Mon-Fri 09:00-17:00, Sat          | 'Sat' is given no hours; write such as Mon-Fri 09:00-17:00",
                "09:00-17:00                       | '09:00-17:00' stands before any day; write such as Mon-Fri 09:00-17:00",
                "Mon-Fri 9-17                      | '9-17' is neither a day nor hours; write such as Mon-Fri 09:00-17:00",
                "Mon-Foo 09:00-17:00               | 'Foo' is no day of the week; write such as Mon-Fri 09:00-17:00",
                "T 09:00-17:00                     | 'T' is no day of the week; write such as Mon-Fri 09:00-17:00",
                "Mon 09:00-09:00                   | '09:00-09:00' has no length",
                "Mon 09:00-25:00                   | '09:00-25:00' is not between 00:00 and 24:00",
                "Mon 09:60-17:00                   | '09:60-17:00' is not between 00:00 and 24:00",
                "Mon-Fri 09:00-13:00 12:00-17:00   | 09:00-13:00 and 12:00-17:00 overlap on Monday",
                "Mon-Fri 09:00-17:00, Wed 16:00-18:00 | 09:00-17:00 and 16:00-18:00 overlap on Wednesday",
                "Mon 22:00-06:00                   | '22:00-06:00' ends before it begins; hours past midnight are two:"
                        + " 22:00-24:00, and 00:00-06:00 on the next day"
            })
    void saysWhatIsWrong(String text, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkingHours.parse(text))
                .withMessage(sentence);
    }

    @Test
    void readsADayWithHoursOfItsOwn() {
        assertThat(ClosingDay.parse("2026-12-24", "09:00-13:00").shifts()).hasToString("[09:00-13:00]");
        assertThat(ClosingDay.parse("12-24", "Closed").shifts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.12.2026 | closed      | '24.12.2026' is no date; write 2026-12-24, or 12-24 for every year",
                "2027-02-29 | closed      | '2027-02-29' is no date; write 2026-12-24, or 12-24 for every year",
                "''         | closed      | '' is no date; write 2026-12-24, or 12-24 for every year",
                "12-24      | ''          | no hours are given; write closed, or hours such as 09:00-13:00",
                "12-24      | half        | 'half' are no hours; write such as 09:00-17:00",
                "12-24      | 09:00-13:00 12:00-14:00 | 09:00-13:00 and 12:00-14:00 overlap on that day"
            })
    void saysWhatIsWrongWithADay(String date, String hours, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClosingDay.parse(date, hours))
                .withMessage(sentence);
    }
}
