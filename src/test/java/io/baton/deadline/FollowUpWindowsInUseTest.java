package io.baton.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.baton.engine.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of a row of the windows' table. */
class FollowUpWindowsInUseTest {

    private final Decisions decisions = mock(Decisions.class);
    private final FollowUpWindows windows = new FollowUpWindows(decisions);

    @Test
    void readsDaysAndHours() {
        says("P5D");
        assertThat(windows.window("standard", "any")).isEqualTo(Period.ofDays(5));

        says("PT4H");
        assertThat(windows.window("standard", "any")).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void addsAWindowToAnInstant() {
        Instant start = Instant.parse("2026-02-27T10:00:00Z");

        assertThat(windows.dueAfter(start, Period.ofDays(5))).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(windows.dueAfter(start, Duration.ofHours(4))).isEqualTo("2026-02-27T14:00:00Z");
    }

    @Test
    void saysWhichWindowIsMissing() {
        when(decisions.rows(eq("follow-up-windows"), any())).thenReturn(List.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> windows.window("standard", "nap"))
                .withMessage("The table follow-up-windows has no row for the window 'nap' in the playbook 'standard'");
    }

    @Test
    void saysWhichDurationIsNone() {
        says("soon");

        assertThatIllegalStateException()
                .isThrownBy(() -> windows.window("standard", "nap"))
                .withMessage(
                        "The table follow-up-windows says 'soon' for the window 'nap': give a duration such as P5D or PT4H");
    }

    private void says(String duration) {
        when(decisions.rows(eq("follow-up-windows"), any())).thenReturn(List.of(Map.of("duration", duration)));
    }
}
