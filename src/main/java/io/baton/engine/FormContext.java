package io.baton.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * Supplies what a task's form shows but does not keep: read from the record when the form is opened, so it is never out
 * of date and never copied into process variables.
 *
 * <p>Values are texts, booleans, numbers, or lists of {@link Option} for a select field.
 */
public interface FormContext extends DiagramOffer {

    /** One choice of a select field. */
    record Option(String label, String value) {}

    /**
     * What this part knows for the form of a task.
     *
     * @param businessKey the customer's number, as the process carries it
     * @param variables the variables that are visible from the task
     */
    Map<String, Object> forTask(String businessKey, VariableScope variables);

    /**
     * What this part knows for the form of a task that is about no customer; nothing, unless such a task is its own.
     *
     * @param variables the variables that are visible from the task
     */
    default Map<String, Object> forTaskAboutNoCustomer(VariableScope variables) {
        return Map.of();
    }

    /**
     * Text that people wrote, as they wrote it: a form's text fields would read it as Markdown and make links of it.
     * Line breaks stay.
     */
    static String literally(String text) {
        StringBuilder literal = new StringBuilder();
        text.strip().replaceAll("\\s*\\R\\s*", "\n").codePoints().forEach(character -> {
            if (character == '\n') {
                literal.append("  \n");
            } else if (character < 128 && character != ' ' && !Character.isLetterOrDigit(character)) {
                literal.append("&#").append(character).append(';');
            } else {
                literal.appendCodePoint(character);
            }
        });
        return literal.toString();
    }
}
