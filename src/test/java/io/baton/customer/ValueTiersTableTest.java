package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How much a customer is worth; the cases stand in value-tiers.csv. */
class ValueTiersTableTest {

    private static final TableUnderTest TABLE = new TableUnderTest("customer/value-tiers");

    @ParameterizedTest
    @CsvFileSource(resources = "/customer/value-tiers.csv", useHeadersInDisplayName = true)
    @Tag("C17")
    void knowsAnAccountOfHighValue(long amount, String currency, String tier) {
        assertThat(TABLE.decide(Map.of("amount", amount, "currency", currency)))
                .isEqualTo(List.of(Map.of("tier", tier)));
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
