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
    void givesTheFirstAnswerToALeadOneBusinessDay() {
        assertThat(durationOf("first-response")).isEqualTo("1 business day");
    }

    @Test
    @Tag("C13")
    void bringsAnOpenProposalBackEveryFiveBusinessDays() {
        assertThat(durationOf("proposal-follow-up")).isEqualTo("5 business days");
    }

    @Test
    @Tag("C15")
    void startsTheRenewalReviewThirtyDaysBefore() {
        assertThat(durationOf("renewal-review")).isEqualTo("30 days before");
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
