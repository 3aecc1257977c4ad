package io.baton.deadline;

import io.baton.engine.Decisions;
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
     * @throws IllegalStateException where the table has no row for the window, or its duration is none; names both and
     *     says what to do
     */
    Window window(String playbook, String window) {
        List<Map<String, Object>> rows = decisions.rows(TABLE, Map.of("playbook", playbook, "window", window));
        if (rows.isEmpty()) {
            throw new IllegalStateException("The table " + TABLE + " has no row for the window '" + window
                    + "' in the playbook '" + playbook + "'; add one and deploy the table");
        }
        try {
            return Window.parse(String.valueOf(rows.get(0).get("duration")));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The table %s is wrong in the row for the window '%s' in the playbook '%s': %s. Correct it and deploy the table"
                            .formatted(TABLE, window, playbook, e.getMessage()),
                    e);
        }
    }
}
