package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which playbooks there are, in the order in which forms offer them; the list stands in playbooks.csv. */
class PlaybooksTest {

    private final TableUnderTest table = new TableUnderTest("lead/playbooks");

    @Test
    void listsThePlaybooksInTheOrderOfTheForms() {
        assertThat(table.inputs()).isEmpty();
        assertThat(table.decide(Map.of()))
                .isEqualTo(TableUnderTest.cases("lead/playbooks.csv").stream()
                        .map(row -> Map.of("playbook", row.get(0), "label", row.get(1)))
                        .toList());
        assertThat(table.rowsWithoutCase()).isEmpty();
    }
}
