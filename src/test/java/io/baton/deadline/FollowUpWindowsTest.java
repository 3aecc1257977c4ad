package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.TableUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    void givesEachStepItsTime(
            String playbook,
            String stage,
            String valueTier,
            String severity,
            String window,
            String duration,
            String reminders,
            String again,
            String ladder,
            String longestPause,
            String label) {
        Map<String, Object> expected = new HashMap<>();
        expected.put("duration", duration);
        expected.put("reminders", reminders);
        expected.put("again", again);
        expected.put("ladder", ladder);
        expected.put("longestPause", longestPause);
        expected.put("label", label);
        // An empty cell answers nothing at all.
        expected.values().removeIf(Objects::isNull);
        assertThat(decide(playbook, stage, valueTier, severity, window)).isEqualTo(List.of(expected));
    }

    @Test
    @Tag("C12")
    void givesTheFirstAnswerToALeadOneBusinessDay() {
        assertThat(durationOf("first-response")).isEqualTo("1 business day");
    }

    @Test
    @Tag("C12")
    void remindsOfALeadAfterTheFourHoursThatAreTheTarget() {
        assertThat(decide("standard", "new-lead", "standard", "normal", "first-response")
                        .get(0)
                        .get("reminders"))
                .isEqualTo("4 business hours");
    }

    @Test
    @Tag("C64")
    void bringsSomebodyByAtThreeSixAndNineMonthsAfterTheSale() {
        assertThat(decide("required-fields", "in-service", "standard", "normal", "check-in")
                        .get(0)
                        .get("duration"))
                .isEqualTo("3 months, 6 months, 9 months");
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
        assertThat(decide("standard", "proposal", "standard", "normal", "someday"))
                .isEmpty();
    }

    @Test
    void looksAtTheSituationAndTheKindOfStep() {
        assertThat(TABLE.inputs()).containsExactly("playbook", "stage", "valueTier", "severity", "window");
        assertThat(TABLE.outputs())
                .containsExactly("duration", "reminders", "again", "ladder", "longestPause", "label");
    }

    @AfterAll
    static void everyRowHasACase() {
        assertThat(TABLE.rowsWithoutCase()).isEmpty();
    }

    private static Object durationOf(String window) {
        return decide("standard", "proposal", "standard", "normal", window)
                .get(0)
                .get("duration");
    }

    private static List<Map<String, Object>> decide(
            String playbook, String stage, String valueTier, String severity, String window) {
        return TABLE.decide(Map.of(
                "playbook", playbook, "stage", stage, "valueTier", valueTier, "severity", severity, "window", window));
    }
}
