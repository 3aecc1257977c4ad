package io.baton.engine;

import java.util.List;

/**
 * The business record's ear: told of every step that opens, changes or ends in any process, inside the engine's own
 * transaction. Implemented by the part that keeps the record.
 */
public interface OpenSteps {

    /** A step opened or changed. */
    void opened(String businessKey, OpenStep step);

    /** A step ended, by completion or because its process moved on. */
    void ended(String businessKey, String taskId);

    /**
     * Asked before the transaction commits.
     *
     * @return true where the record shows no next step though it should, so that {@link #recount} is called
     */
    boolean missesNextStep(String businessKey);

    /** All steps that are open for this key, for a record that misses its next step. */
    void recount(String businessKey, List<OpenStep> open);
}
