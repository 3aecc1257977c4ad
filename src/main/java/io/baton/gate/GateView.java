package io.baton.gate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a customer may leave its stage.
 *
 * @param trigger {@code manual} or {@code automatic}
 * @param open true once all criteria are met, or a manager waived those that are not
 * @param override the manager's decision, where one is in force
 * @param missingFromImport what earlier stages ask for and nobody has shown; left out where there is nothing
 */
record GateView(
        String stage,
        String trigger,
        boolean open,
        List<Criterion> criteria,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OverrideView override,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Skipped> missingFromImport) {

    /**
     * What a stage asks for that the customer was placed behind by an import, and that nobody has shown yet. It does not keep
     * the customer in its present stage.
     *
     * @param stage the stage that was skipped
     * @param criterion the evidence's key
     * @param label what it is, in words
     * @param since when the customer was placed
     */
    record Skipped(String stage, String criterion, String label, Instant since) {}

    /**
     * One thing that has to be on file.
     *
     * @param criterion the evidence's key
     * @param label what it is, in words
     * @param by who said so, where anything was said
     * @param at when it happened, where anything was said
     * @param missing what is said about it while it is not met
     */
    record Criterion(
            String criterion,
            String label,
            boolean met,
            @Nullable String by,
            @Nullable Instant at,
            @JsonIgnore String missing) {}
}
