package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which teams answer for a customer in a stage, and how the stage ends; the cases stand in custody.csv. */
@Tag("C8")
class CustodyTest {

    private static final TableUnderTest TABLE = new TableUnderTest("gate/custody");

    @ParameterizedTest
    @CsvFileSource(resources = "/gate/custody.csv", useHeadersInDisplayName = true)
    void namesTheTeamsAndTheTrigger(
            String playbook,
            String stage,
            String team,
            String second,
            String trigger,
            String handoff,
            String completers,
            String notes) {
        assertThat(TABLE.decide(Map.of("playbook", playbook, "stage", stage)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("team")).isEqualTo(team);
                    assertThat(row.get("secondaryTeam")).isEqualTo(second);
                    assertThat(row.get("trigger")).isEqualTo(trigger);
                    assertThat(row.get("handoff")).isEqualTo(handoff);
                    assertThat(row.get("completers")).isEqualTo(completers);
                    assertThat(row.get("notes")).isEqualTo(notes);
                });
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }
}
