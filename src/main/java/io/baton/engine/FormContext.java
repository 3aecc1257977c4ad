package io.baton.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * Supplies what a task's form shows but does not keep: read from the record when the form is opened, so it is never out
 * of date and never copied into process variables.
 *
 * <p>Values are texts, booleans, numbers, or lists of {@link Option} for a select field.
 */
public interface FormContext {

    /** One choice of a select field. */
    record Option(String label, String value) {}

    /**
     * What this part knows for the form of a task.
     *
     * @param businessKey the customer's number, as the process carries it
     * @param variables the variables that are visible from the task
     */
    Map<String, Object> forTask(String businessKey, VariableScope variables);
}
