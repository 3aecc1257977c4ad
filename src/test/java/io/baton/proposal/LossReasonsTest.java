package io.baton.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Why deals and customers are lost, in the order in which forms offer it; the list stands in loss-reasons.csv. */
class LossReasonsTest {

    private final TableUnderTest table = new TableUnderTest("proposal/loss-reasons");

    @Test
    @Tag("C64")
    void listsTheReasonsInTheOrderOfTheForms() {
        assertThat(table.inputs()).isEmpty();
        assertThat(table.decide(Map.of()))
                .isEqualTo(TableUnderTest.cases("proposal/loss-reasons.csv").stream()
                        .map(row -> Map.of("reason", row.get(0), "label", row.get(1)))
                        .toList());
        assertThat(table.rowsWithoutCase()).isEmpty();
    }
}
