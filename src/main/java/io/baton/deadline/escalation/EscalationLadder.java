package io.baton.deadline.escalation;

import io.baton.deadline.MissedDeadline;
import io.baton.engine.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The table {@code escalation.dmn}: who is told or asked on which rung, and when the next one follows. */
@Component
class EscalationLadder {

    private static final String TABLE = "escalation";

    private final Decisions decisions;

    EscalationLadder(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * A rung of the ladder that a missed deadline climbs.
     *
     * @param rung from 1 on
     * @throws IllegalStateException where the table has no row for it, or one that cannot be used; names both and says what
     *     to do
     */
    Rung rung(MissedDeadline missed, int rung) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("ladder", missed.ladder());
        inputs.put("rung", rung);
        inputs.put("valueTier", missed.valueTier());
        inputs.put("severity", missed.severity());
        inputs.put("promised", missed.promised());
        List<Map<String, Object>> rows = decisions.rows(TABLE, inputs);
        if (rows.isEmpty()) {
            throw new IllegalStateException(
                    "The table %s has no row for rung %d of the ladder '%s'; add one and deploy the table"
                            .formatted(TABLE, rung, missed.ladder()));
        }
        try {
            return Rung.of(rows.get(0));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The table %s is wrong in the row for rung %d of the ladder '%s': %s. Correct it and deploy the table"
                            .formatted(TABLE, rung, missed.ladder(), e.getMessage()),
                    e);
        }
    }
}
