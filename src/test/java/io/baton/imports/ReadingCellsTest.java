package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.baton.sheet.CellKind;
import io.baton.sheet.SourceRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C36")
class ReadingCellsTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 31);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-31",
                "2026-12-31T23:00:00Z",
                "2026-12-31 09:30",
                "2026/12/31",
                "2026.12.31",
                "20261231",
                "31.12.2026",
                "31.12.26",
                "31. 12. 2026",
                "31/12/2026",
                "12/31/2026",
                "31-12-2026",
                "12/31/26 08:15",
                "31 Dec 2026",
                "31-Dec-26",
                "31st December 2026",
                "31. Dezember 2026",
                "Do., 31. Dez. 2026",
                "Dec 31, 2026",
                "December 31 2026",
                "46387",
                "46387.75"
            })
    void readsADayHoweverItIsWritten(String text) {
        assertThat(Dates.read(text, CellKind.TEXT, null).day()).isEqualTo(LAST_DAY);
    }

    @Test
    void readsWhatCanBeReadBothWaysByItsColumn() {
        assertThat(Dates.read("03/04/2026", CellKind.TEXT, DateOrder.DAY_FIRST).day())
                .isEqualTo(LocalDate.of(2026, 4, 3));
        assertThat(Dates.read("03/04/2026", CellKind.TEXT, DateOrder.MONTH_FIRST)
                        .day())
                .isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(Dates.read("03/04/2026", CellKind.TEXT, null).problem()).contains("day first or month first");
        assertThat(Dates.read("04/04/2026", CellKind.TEXT, null).day()).isEqualTo(LocalDate.of(2026, 4, 4));
    }

    @Test
    void decidesTheOrderOfDatesOverAllRowsOfAColumn() {
        ColumnLooks looks = new ColumnLooks();
        List.of(List.of("03/04/2026", "03/04/2026", "03/04/2026"), List.of("25/04/2026", "04/25/2026", "05/06/2026"))
                .forEach(cells -> looks.add(new SourceRow(2, cells, "ttt")));

        assertThat(looks.looks().get(0).order()).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(looks.looks().get(1).order()).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(looks.looks().get(2).order()).isNull();
        assertThat(looks.looks().get(2).isUndecided()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"31.02.2026", "2026-13-01", "99/99/2026", "soon", "KW 12", "1999-12-31", "2026", "12/2026"})
    void refusesWhatIsNoDay(String text) {
        assertThat(Dates.read(text, CellKind.TEXT, DateOrder.DAY_FIRST).problem())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234|1234|",
                "1234.5|1234.5|",
                "1234,50|1234.50|",
                "1.234,50|1234.50|",
                "1,234.50|1234.50|",
                "1.234|1234|",
                "1,234|1234|",
                "1.234.567|1234567|",
                "1 234 567,89|1234567.89|",
                "1'234.50|1234.50|",
                "€ 1.200,-|1200|EUR",
                "1.200 €|1200|EUR",
                "EUR 12000|12000|EUR",
                "$12,000.00|12000.00|USD",
                "12000 CHF|12000|CHF",
                "£99|99|GBP"
            })
    void readsAnAmountHoweverItIsWritten(String text, String amount, String currency) {
        Amounts.Reading reading = Amounts.read(text, CellKind.TEXT, null);

        assertThat(reading.problem()).isNull();
        assertThat(reading.amount()).isEqualByComparingTo(amount);
        assertThat(reading.currency()).isEqualTo(currency);
    }

    @Test
    void hangsOnNoCellFullOfBlanksOrBrackets() {
        String blanks = " ".repeat(200_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(Amounts.read("1" + blanks + "x1", CellKind.TEXT, null).problem())
                    .contains("no amount")
                    .hasSizeLessThan(200);
            assertThat(RowReader.oneLine("a" + blanks + "b")).isEqualTo("a" + blanks + "b");
            assertThat(Words.withoutBrackets("[(".repeat(100_000) + "a")).isEqualTo("a");
        });
    }

    @Test
    void takesTheLineBreaksOutOfANameAndNothingElse() {
        assertThat(RowReader.oneLine("Kestrel  \r\n Ltd,\tParis  and  \n\nRome"))
                .isEqualTo("Kestrel Ltd, Paris  and Rome");
    }

    @Test
    void knowsAHeadingByWhatStandsOutsideItsBrackets() {
        assertThat(Words.withoutBrackets("Budget (EUR) [net] (per year")).isEqualTo("budget per year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a lot", "12k", "-5", "1.2.3", "1,23,4", "10-20", "9999999999999", "12 apples"})
    void refusesWhatIsNoAmount(String text) {
        assertThat(Amounts.read(text, CellKind.TEXT, null).problem()).isNotNull();
    }
}
