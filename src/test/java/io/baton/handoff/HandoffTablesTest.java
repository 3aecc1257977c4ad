package io.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a handoff note must have, and why one goes back; the cases stand in handoff-note.csv and return-reasons.csv. */
class HandoffTablesTest {

    private static final TableUnderTest PARTS = new TableUnderTest("handoff/handoff-note");
    private static final TableUnderTest RECEIVERS = new TableUnderTest("handoff/handoff-receivers");
    private final TableUnderTest reasons = new TableUnderTest("handoff/return-reasons");

    @ParameterizedTest
    @CsvFileSource(resources = "/handoff/handoff-note.csv", useHeadersInDisplayName = true)
    @Tag("C57")
    void asksForThePartsOfThePlaybook(String playbook, String parts) {
        assertThat(PARTS.decide(Map.of("playbook", playbook)).stream().map(row -> (String) row.get("part")))
                .containsExactly(parts == null ? new String[0] : parts.split(" "));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/handoff/handoff-receivers.csv", useHeadersInDisplayName = true)
    @Tag("C58")
    void namesWhoReceives(String playbook, String team, String receiver) {
        assertThat(RECEIVERS.decide(Map.of("playbook", playbook, "team", team)))
                .singleElement()
                .satisfies(row -> assertThat(row.get("receiver")).isEqualTo(receiver));
    }

    @Test
    @Tag("C31")
    void listsTheReasonsInTheOrderOfTheForm() {
        assertThat(reasons.inputs()).isEmpty();
        assertThat(reasons.decide(Map.of()))
                .isEqualTo(TableUnderTest.cases("handoff/return-reasons.csv").stream()
                        .map(row -> Map.of("reason", row.get(0), "label", row.get(1)))
                        .toList());
        assertThat(reasons.rowsWithoutCase()).isEmpty();
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(PARTS.rowsWithoutCase()).isEmpty();
        assertThat(RECEIVERS.rowsWithoutCase()).isEmpty();
    }
}
