package io.baton.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The business record's ear: told of every step that opens, changes or ends in any process, inside the engine's own
 * transaction. Implemented by the part that keeps the record.
 */
public interface OpenSteps {

    /** A step opened or changed. */
    void opened(String businessKey, OpenStep step);

    /**
     * A step ended.
     *
     * @param completion who completed it, or null where its process moved on without it
     */
    void ended(String businessKey, String taskId, @Nullable Completion completion);

    /**
     * How a step was completed.
     *
     * @param by the person
     * @param teams the teams whose people could have done it
     */
    record Completion(String by, Set<String> teams) {}

    /**
     * Asked before the transaction commits.
     *
     * @return true where the record shows no next step though it should, so that {@link #recount} is called
     */
    boolean missesNextStep(String businessKey);

    /** All steps that are open for this key, for a record that misses its next step. */
    void recount(String businessKey, List<OpenStep> open);
}
