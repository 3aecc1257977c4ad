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

/** Which team takes care of which lead; the cases stand in route-lead.csv. */
class RouteLeadTest {

    private static final TableUnderTest TABLE = new TableUnderTest("lead/route-lead");

    @ParameterizedTest
    @CsvFileSource(resources = "/lead/route-lead.csv", useHeadersInDisplayName = true)
    void sendsTheLeadToItsTeam(String source, String product, String region, String team) {
        Map<String, Object> lead = new HashMap<>();
        lead.put("source", source);
        lead.put("product", product);
        lead.put("region", region);

        assertThat(TABLE.decide(lead)).isEqualTo(List.of(Map.of("team", team)));
    }

    @Test
    void looksAtTheLeadAndNamesOneTeam() {
        assertThat(TABLE.inputs()).containsExactly("source", "product", "region");
        assertThat(TABLE.outputs()).containsExactly("team");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
