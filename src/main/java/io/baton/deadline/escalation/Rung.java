package io.baton.deadline.escalation;

import io.baton.deadline.Window;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code escalation.dmn}.
 *
 * @param tells {@code owner}, {@code backup}, {@code manager} or a person's user name
 * @param asked whether the person has to answer, or is told only
 * @param moves whether the person gets the step itself
 * @param next after which time the next rung follows
 * @param label what happens, as people read it
 */
record Rung(String tells, boolean asked, boolean moves, Window next, String label) {

    static final String OWNER = "owner";
    static final String BACKUP = "backup";
    static final String MANAGER = "manager";

    /** @throws IllegalArgumentException where the time to the next rung is none */
    static Rung of(Map<String, Object> row) {
        return new Rung(
                text(row.get("tells")),
                "asked".equals(row.get("answer")),
                "moves".equals(row.get("work")),
                Window.parse(text(row.get("next"))),
                text(row.get("label")));
    }

    private static String text(@Nullable Object cell) {
        return cell == null ? "" : cell.toString().strip();
    }
}
