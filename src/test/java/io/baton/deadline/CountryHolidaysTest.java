package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public holidays by country and region. */
class CountryHolidaysTest {

    @ParameterizedTest
    @CsvSource({
        "DE, 2027-10-03, true",
        "DE, 2027-03-29, true",
        "DE, 2027-10-04, false",
        "DE, 2027-11-01, false",
        "DE-BY, 2027-11-01, true",
        "de-by, 2027-10-03, true",
        "US, 2027-11-25, true",
        "GB, 2027-08-30, false",
        "GB-ENG, 2027-08-30, true",
        "IN, 2027-01-26, true"
    })
    void knowsTheHolidaysOfACountryAndItsParts(String place, LocalDate date, boolean holiday) {
        assertThat(CountryHolidays.of(place).includes(date)).isEqualTo(holiday);
    }

    @ParameterizedTest
    @CsvSource({
        "US, 2027-07-04",
        "US, 2027-07-05",
        "US, 2027-12-31",
        "US, 2028-01-01",
        "GB, 2027-12-27",
        "GB, 2027-12-28"
    })
    void knowsTheDayOnWhichAHolidayIsKeptInsteadEvenInTheYearBefore(String place, LocalDate date) {
        assertThat(CountryHolidays.of(place).includes(date)).isTrue();
    }

    @Test
    void knowsNothingOfTimesInWhichNobodyAgreesADate() {
        assertThat(CountryHolidays.of("DE").includes(LocalDate.of(9999, 12, 25)))
                .isFalse();
        assertThat(CountryHolidays.of("DE").includes(LocalDate.of(999_999_999, 12, 25)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZZ      | no public holidays are known for 'ZZ'; give a country such as DE, a part of one such as DE-BY, or"
                        + " nothing",
                "Germany | no public holidays are known for 'Germany'; give a country such as DE, a part of one such as"
                        + " DE-BY, or nothing",
                "-       | no public holidays are known for '-'; give a country such as DE, a part of one such as DE-BY, or"
                        + " nothing",
                "DE-XX   | no public holidays are known for 'DE-XX'; there are the parts BB, BE, BW, BY, HB, HE, HH, MV, NI,"
                        + " NW, RP, SH, SL, SN, ST, TH",
                "JP-13   | no public holidays are known for 'JP-13'; there are no smaller parts"
            })
    void saysWhereNoneAreKnown(String place, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountryHolidays.of(place))
                .withMessage(sentence);
    }
}
