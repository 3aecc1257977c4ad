package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.baton.engine.Decisions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of a row of the windows' table. */
class FollowUpWindowsInUseTest {

    private static final Situation STANDARD = new Situation("standard", "proposal", "", "");

    private final Decisions decisions = mock(Decisions.class);
    private final FollowUpWindows windows = new FollowUpWindows(decisions);

    @Test
    void readsWhatTheTableSays() {
        says("4 business hours");

        FollowUp followUp = windows.of(STANDARD, "any");

        assertThat(followUp.windows()).containsExactly(Window.parse("4 business hours"));
        assertThat(followUp.reminders()).isEmpty();
        assertThat(followUp.ladder()).isNull();
        assertThat(followUp.longestPause()).isNull();
        // A table of an earlier release has no such column.
        assertThat(followUp.again()).isEqualTo(Window.parse("1 business day"));
    }

    @Test
    void saysWhichWindowIsMissing() {
        when(decisions.rows(eq("follow-up-windows"), any())).thenReturn(List.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> windows.of(STANDARD, "nap"))
                .withMessage(
                        "The table follow-up-windows has no row for the window 'nap' in the playbook 'standard'; add one and deploy the table");
    }

    @Test
    void saysWhichDurationIsNone() {
        says("soon");

        assertThatIllegalStateException()
                .isThrownBy(() -> windows.of(STANDARD, "nap"))
                .withMessage("The table follow-up-windows is wrong in the row for the window 'nap' in the playbook"
                        + " 'standard': 'soon' is no length of time; write such as 4 business hours, 1 business day,"
                        + " end of business day, 14 days, 3 months or 30 days before. Correct it and deploy the table");
    }

    private void says(String duration) {
        when(decisions.rows(eq("follow-up-windows"), any())).thenReturn(List.of(Map.of("duration", duration)));
    }
}
