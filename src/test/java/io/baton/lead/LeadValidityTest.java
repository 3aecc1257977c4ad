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

/** What counts as a valid lead; the cases stand in lead-validity.csv. */
class LeadValidityTest {

    private static final TableUnderTest TABLE = new TableUnderTest("lead/lead-validity");

    @ParameterizedTest
    @Tag("C52")
    @CsvFileSource(resources = "/lead/lead-validity.csv", useHeadersInDisplayName = true)
    void decides(String leadCompany, String emailDomain, String phoneGiven, String source, String validity) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("leadCompany", leadCompany);
        asked.put("emailDomain", emailDomain);
        asked.put("phoneGiven", phoneGiven);
        asked.put("source", source);

        assertThat(TABLE.decide(asked)).isEqualTo(List.of(Map.of("validity", validity)));
    }

    @Test
    void keepsItsColumns() {
        assertThat(TABLE.inputs()).containsExactly("leadCompany", "emailDomain", "phoneGiven", "source");
        assertThat(TABLE.outputs()).containsExactly("validity");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
