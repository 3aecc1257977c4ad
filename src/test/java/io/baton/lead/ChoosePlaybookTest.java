package io.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which playbook a new customer follows; the cases stand in choose-playbook.csv. */
class ChoosePlaybookTest {

    private static final TableUnderTest TABLE = new TableUnderTest("lead/choose-playbook");

    @ParameterizedTest
    @CsvFileSource(resources = "/lead/choose-playbook.csv", useHeadersInDisplayName = true)
    void choosesThePlaybook(String source, String product, String region, String playbook) {
        Map<String, Object> lead = new HashMap<>();
        lead.put("source", source);
        lead.put("product", product);
        lead.put("region", region);

        assertThat(TABLE.decide(lead)).isEqualTo(List.of(Map.of("playbook", playbook)));
    }

    @Test
    void looksAtTheLeadAndNamesOnePlaybook() {
        assertThat(TABLE.inputs()).containsExactly("source", "product", "region");
        assertThat(TABLE.outputs()).containsExactly("playbook");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
