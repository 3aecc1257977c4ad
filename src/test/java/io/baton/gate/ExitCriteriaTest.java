package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @ParameterizedTest
    @CsvFileSource(resources = "/gate/checklists.csv", useHeadersInDisplayName = true)
    @Tag("C25")
    void listsWhatIsOnAChecklist(String checklist, String evidence) {
        assertThat(CHECKLISTS.decide(Map.of("checklist", checklist)).stream().map(row -> row.get("evidence")))
                .containsExactlyElementsOf(evidence == null ? List.of() : List.of(evidence.split(" ")));
    }

    @Test
    @Tag("C7")
    void listsEveryKindOfFactWithWhatIsSaidWhileItIsMissing() {
        assertThat(KEYS.decide(Map.of()).stream().map(ExitCriteriaTest::cells))
                .containsExactlyElementsOf(TableUnderTest.cases("gate/evidence-keys.csv"));
        assertThat(KEYS.decide(Map.of()))
                .allSatisfy(row -> assertThat(EvidenceKey.of(row).kind()).isNotNull());
    }

    /** A row as the CSV has it: what is empty at the end of a line is not there. */
    private static List<String> cells(Map<String, Object> row) {
        return Stream.of("key", "kind", "label", "missing", "window")
                .map(row::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(Stream.of(TABLE, KEYS, CHECKLISTS).flatMap(table -> table.rowsWithoutCase().stream()))
                .isEmpty();
    }
}
