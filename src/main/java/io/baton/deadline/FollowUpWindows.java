package io.baton.deadline;

import io.baton.engine.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The table {@code follow-up-windows.dmn}: how long each kind of step may take, by playbook. */
@Component
class FollowUpWindows {

    private static final String TABLE = "follow-up-windows";

    private final Decisions decisions;

    FollowUpWindows(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * How long a step may take.
     *
     * @throws IllegalStateException where the table has no row for the window, or its duration is none; names both
     */
    TemporalAmount window(String playbook, String window) {
        List<Map<String, Object>> rows = decisions.rows(TABLE, Map.of("playbook", playbook, "window", window));
        if (rows.isEmpty()) {
            throw new IllegalStateException("The table " + TABLE + " has no row for the window '" + window
                    + "' in the playbook '" + playbook + "'");
        }
        String duration = String.valueOf(rows.get(0).get("duration"));
        try {
            return duration.contains("T") ? Duration.parse(duration) : Period.parse(duration);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("The table " + TABLE + " says '" + duration + "' for the window '" + window
                    + "': give a duration such as P5D or PT4H");
        }
    }

    /** The instant at which a step that starts now is due. */
    Instant dueAfter(Instant start, TemporalAmount window) {
        return start.atOffset(ZoneOffset.UTC).plus(window).toInstant();
    }
}
