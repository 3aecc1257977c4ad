package io.baton.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Who counts as the same customer; the cases stand in duplicate-rules.csv. */
class DuplicateRulesTableTest {

    private static final TableUnderTest TABLE = new TableUnderTest("duplicate/duplicate-rules");

    @ParameterizedTest
    @CsvFileSource(resources = "/duplicate/duplicate-rules.csv", useHeadersInDisplayName = true, emptyValue = "")
    @Tag("C52")
    void tellsWhetherTwoAreOne(
            String mail,
            String phone,
            String domain,
            int company,
            int person,
            String verdict,
            int score,
            String reason) {
        Map<String, Object> likeness = Map.of(
                "mail", mail == null ? "" : mail,
                "phone", phone == null ? "" : phone,
                "domain", domain == null ? "" : domain,
                "company", company,
                "person", person);

        assertThat(TABLE.decide(likeness))
                .isEqualTo(List.of(Map.of("verdict", verdict, "score", score, "reason", reason)));
    }

    @Test
    void looksAtWhatIsAlikeAndSaysWhy() {
        assertThat(TABLE.inputs()).containsExactly("mail", "phone", "domain", "company", "person");
        assertThat(TABLE.outputs()).containsExactly("verdict", "score", "reason");
    }

    @Test
    @Tag("C52")
    void takesNoFreeMailDomainForACompanys() {
        TableUnderTest domains = new TableUnderTest("duplicate/free-mail-domains");

        assertThat(domains.decide(Map.of()))
                .extracting(row -> row.get("domain"))
                .contains("gmail.com", "web.de", "qq.com")
                .doesNotHaveDuplicates();
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
