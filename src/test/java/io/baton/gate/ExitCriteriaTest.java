package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What has to be on file before a stage is left; the cases stand in exit-criteria.csv. */
@Tag("C9")
class ExitCriteriaTest {

    private static final TableUnderTest TABLE = new TableUnderTest("gate/exit-criteria");
    private static final TableUnderTest CHECKLISTS = new TableUnderTest("gate/checklists");
    private static final TableUnderTest KEYS = new TableUnderTest("gate/evidence-keys");

    @ParameterizedTest
    @CsvFileSource(resources = "/gate/exit-criteria.csv", useHeadersInDisplayName = true)
    void asksForWhatTheStageNeeds(String playbook, String stage, String evidence) {
        List<String> needed = evidence == null
                ? List.of()
                : Arrays.stream(evidence.split(" ")).toList();

        assertThat(TABLE.decide(Map.of("playbook", playbook, "stage", stage)).stream()
                        .map(row ->
                                row.get("checklist") == null ? row.get("evidence") : "[" + row.get("checklist") + "]"))
                .containsExactlyElementsOf(needed);
    }

    @Test
    @Tag("C25")
    void listsWhatIsOnAChecklist() {
        assertThat(CHECKLISTS.decide(Map.of("checklist", "onboarding")))
                .extracting(row -> row.get("evidence"))
                .containsExactly("kickoff.scheduled", "inputs.received", "access.granted");
    }

    @Test
    void listsEveryKindOfFactWithWhatIsSaidWhileItIsMissing() {
        List<Map<String, Object>> rows = KEYS.decide(Map.of());

        assertThat(rows)
                .extracting(row -> row.get("key"))
                .doesNotHaveDuplicates()
                .contains(
                        "payment-terms.confirmed",
                        "scope.confirmed",
                        "kickoff.scheduled",
                        "contract.signed",
                        "billing.confirmed",
                        "implementation-contact.named",
                        "proof.approved",
                        "loan-files.validated",
                        "compliance.cleared",
                        "portal.activated",
                        "orders.shipped",
                        "campaign.launched",
                        "campaign.replies",
                        "transaction.live",
                        "project.completed",
                        "project.invoiced",
                        "order.signed");
        assertThat(rows).allSatisfy(row -> {
            assertThat(EvidenceKey.of(row).label()).isNotBlank();
            assertThat(EvidenceKey.of(row).missing()).isNotBlank();
        });
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(Stream.of(TABLE, KEYS, CHECKLISTS).flatMap(table -> table.rowsWithoutCase().stream()))
                .isEmpty();
    }
}
