package io.baton.handoff;

import io.baton.api.Refusal;
import io.baton.engine.Decisions;
import io.baton.engine.FormContext.Option;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What process owners say about handoffs: who receives, which parts a note must have, and why one goes back. */
@Component
class HandoffTables {

    private static final String RETURN_REASONS = "return-reasons";

    private final Decisions decisions;

    HandoffTables(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * A part of the note.
     *
     * @param part the form's field
     * @param label what people call it
     */
    record Part(String part, String label) {}

    /** The parts that a note must have beside the note itself, in the table's order. */
    List<Part> parts(String playbook) {
        return decisions.rows("handoff-note", Map.of("playbook", playbook)).stream()
                .map(row -> new Part((String) row.get("part"), (String) row.get("label")))
                .toList();
    }

    /** The person whom the table names to receive customers of a playbook for a team, or null. */
    @Nullable
    String receiver(String playbook, String team) {
        List<Map<String, Object>> rows =
                decisions.rows("handoff-receivers", Map.of("playbook", playbook, "team", team));
        return rows.isEmpty() ? null : (String) rows.get(0).get("receiver");
    }

    List<Option> returnReasons() {
        return decisions.options(RETURN_REASONS, "reason");
    }

    /**
     * The words for a reason.
     *
     * @throws Refusal where it is missing or not in the table
     */
    String labelOf(@Nullable String reason) {
        return returnReasons().stream()
                .filter(option -> option.value().equals(reason))
                .map(Option::label)
                .findFirst()
                .orElseThrow(() -> Refusal.because(
                        "Say why the handoff goes back: choose a reason, so that the giver can complete it."));
    }
}
