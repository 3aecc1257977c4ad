package io.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where leads come from, in the order in which forms offer it; the list stands in lead-sources.csv. */
class LeadSourcesTest {

    private final TableUnderTest table = new TableUnderTest("lead/lead-sources");

    @Test
    void listsTheSourcesInTheOrderOfTheForms() {
        assertThat(table.inputs()).isEmpty();
        assertThat(table.decide(Map.of()))
                .isEqualTo(TableUnderTest.cases("lead/lead-sources.csv").stream()
                        .map(row -> Map.of("source", row.get(0), "label", row.get(1)))
                        .toList());
        assertThat(table.rowsWithoutCase()).isEmpty();
    }
}
