package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How long each next step may take; the cases stand in follow-up-windows.csv. */
class FollowUpWindowsTest {

    private static final TableUnderTest TABLE = new TableUnderTest("deadline/follow-up-windows");

    @ParameterizedTest
    @CsvFileSource(resources = "/deadline/follow-up-windows.csv", useHeadersInDisplayName = true)
    void givesEachStepItsTime(String playbook, String window, String duration, String label) {
        assertThat(decide(playbook, window)).isEqualTo(List.of(Map.of("duration", duration, "label", label)));
    }

    @Test
    @Tag("C12")
    void givesTheFirstAnswerToALeadOneDay() {
        assertThat(durationOf("first-response")).isEqualTo("P1D");
    }

    @Test
    @Tag("C13")
    void bringsAnOpenProposalBackEveryFiveDays() {
        assertThat(durationOf("proposal-follow-up")).isEqualTo("P5D");
    }

    @Test
    @Tag("C15")
    void startsTheRenewalReviewThirtyDaysBefore() {
        assertThat(durationOf("renewal-review")).isEqualTo("P30D");
    }

    @Test
    void knowsNoTimeForAnUnknownWindow() {
        assertThat(decide("standard", "someday")).isEmpty();
    }

    @Test
    void looksAtPlaybookAndWindowAndGivesDurationAndLabel() {
        assertThat(TABLE.inputs()).containsExactly("playbook", "window");
        assertThat(TABLE.outputs()).containsExactly("duration", "label");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }

    private static Object durationOf(String window) {
        return decide("standard", window).get(0).get("duration");
    }

    private static List<Map<String, Object>> decide(String playbook, String window) {
        return TABLE.decide(Map.of("playbook", playbook, "window", window));
    }
}
