package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who sees what of a customer, by the table alone; the cases stand in customer-sight.csv. */
class CustomerSightTableTest {

    private final TableUnderTest table = new TableUnderTest("access/customer-sight");

    @Test
    @Tag("C48")
    void saysWhoSeesWhatAndWrites() {
        assertThat(table.inputs()).containsExactly("playbook", "stage", "pool", "relation", "hat");
        assertThat(table.outputs()).containsExactly("sees", "writes");
        for (List<String> row : TableUnderTest.cases("access/customer-sight.csv")) {
            assertThat(table.decide(Map.of(
                            "playbook", row.get(0),
                            "stage", row.get(1),
                            "pool", row.get(2),
                            "relation", row.get(3),
                            "hat", row.get(4))))
                    .as(row.toString())
                    .singleElement()
                    .satisfies(decided -> assertThat(decided)
                            .containsEntry("sees", row.get(5))
                            .containsEntry("writes", Boolean.valueOf(row.get(6))));
        }
        assertThat(table.rowsWithoutCase()).isEmpty();
    }
}
