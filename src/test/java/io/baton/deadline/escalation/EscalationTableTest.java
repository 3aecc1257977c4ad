package io.baton.deadline.escalation;

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

/** Who is told and asked when a step was missed; the cases stand in escalation.csv. */
class EscalationTableTest {

    private static final TableUnderTest TABLE = new TableUnderTest("escalation/escalation");

    @ParameterizedTest
    @CsvFileSource(resources = "/escalation/escalation.csv", useHeadersInDisplayName = true)
    @Tag("C17")
    @Tag("C18")
    void saysWhatHappensOnEachRung(
            String ladder,
            int rung,
            String valueTier,
            String severity,
            boolean promised,
            String tells,
            String answer,
            String work,
            String next,
            String label) {
        assertThat(decide(ladder, rung, valueTier, severity, promised))
                .isEqualTo(
                        List.of(Map.of("tells", tells, "answer", answer, "work", work, "next", next, "label", label)));
    }

    @Test
    @Tag("C19")
    void endsAtAPersonOnEveryLadder() {
        for (String ladder : List.of("lead", "deal", "stalled-deal", "handoff", "delivery", "customer", "management")) {
            for (int rung = 3; rung < 12; rung++) {
                assertThat(decide(ladder, rung, "standard", "", false).get(0))
                        .containsEntry("tells", "manager")
                        .containsEntry("answer", "asked");
            }
        }
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }

    private static List<Map<String, Object>> decide(
            String ladder, int rung, String valueTier, String severity, boolean promised) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("ladder", ladder);
        inputs.put("rung", rung);
        inputs.put("valueTier", valueTier);
        inputs.put("severity", severity);
        inputs.put("promised", promised);
        return TABLE.decide(inputs);
    }
}
