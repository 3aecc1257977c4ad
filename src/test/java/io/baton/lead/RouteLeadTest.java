package io.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** To which pool which lead goes; the cases stand in route-lead.csv. */
class RouteLeadTest {

    private static final TableUnderTest TABLE = new TableUnderTest("lead/route-lead");

    @ParameterizedTest
    @CsvFileSource(resources = "/lead/route-lead.csv", useHeadersInDisplayName = true)
    void sendsTheLeadToItsPool(
            String source,
            String product,
            String region,
            String language,
            String valueTier,
            String relation,
            String validity,
            String pool,
            int priority) {
        Map<String, Object> lead = new HashMap<>();
        lead.put("source", source);
        lead.put("product", product);
        lead.put("region", region);
        lead.put("language", language);
        lead.put("valueTier", valueTier);
        lead.put("relation", relation);
        lead.put("validity", validity);

        assertThat(TABLE.decide(lead)).isEqualTo(List.of(Map.of("pool", pool, "priority", priority)));
    }

    @Test
    @Tag("C47")
    void looksAtTheLeadAndNamesOnePoolAndAPriority() {
        assertThat(TABLE.inputs())
                .containsExactly("source", "product", "region", "language", "valueTier", "relation", "validity");
        assertThat(TABLE.outputs()).containsExactly("pool", "priority");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
