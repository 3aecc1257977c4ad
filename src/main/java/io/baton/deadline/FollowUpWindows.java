package io.baton.deadline;

import io.baton.engine.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The table {@code follow-up-windows.dmn}: by when each kind of step is done, by playbook, stage, value and severity. */
@Component
class FollowUpWindows {

    private static final String TABLE = "follow-up-windows";

    private final Decisions decisions;

    FollowUpWindows(Decisions decisions) {
        this.decisions = decisions;
    }

    /** The same table as it is at this moment, for many steps: each question is asked once. */
    FollowUpWindows atOneMoment() {
        Map<Question, FollowUp> answers = new HashMap<>();
        return new FollowUpWindows(decisions) {
            @Override
            FollowUp of(Situation situation, String window) {
                return answers.computeIfAbsent(
                        new Question(situation, window), question -> FollowUpWindows.this.of(situation, window));
            }
        };
    }

    private record Question(Situation situation, String window) {}

    /**
     * What the table says of a kind of step.
     *
     * @throws IllegalStateException where the table has no row for the window, or a cell of it says nothing usable; names
     *     both and says what to do
     */
    FollowUp of(Situation situation, String window) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("playbook", situation.playbook());
        inputs.put("stage", situation.stage());
        inputs.put("valueTier", situation.valueTier());
        inputs.put("severity", situation.severity());
        inputs.put("window", window);
        List<Map<String, Object>> rows = decisions.rows(TABLE, inputs);
        if (rows.isEmpty()) {
            throw new IllegalStateException("The table " + TABLE + " has no row for the window '" + window
                    + "' in the playbook '" + situation.playbook() + "'; add one and deploy the table");
        }
        try {
            return FollowUp.of(rows.get(0));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The table %s is wrong in the row for the window '%s' in the playbook '%s': %s. Correct it and deploy the table"
                            .formatted(TABLE, window, situation.playbook(), e.getMessage()),
                    e);
        }
    }
}
