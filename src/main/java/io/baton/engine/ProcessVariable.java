package io.baton.engine;

import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * A process variable's name and type, written once in the {@code …Process} class whose diagram uses it.
 *
 * @param <T> the type that Java code sees; the engine holds strings, booleans and whole numbers only
 */
public final class ProcessVariable<T> {

    private final String name;
    private final Class<T> type;
    private final Function<Object, @Nullable T> reader;

    private ProcessVariable(String name, Class<T> type, Function<Object, @Nullable T> reader) {
        this.name = name;
        this.type = type;
        this.reader = reader;
    }

    /**
     * A text variable. Numbers and checkboxes that a form sends count as their text; blank counts as not given, since
     * forms send an empty string for an emptied field.
     */
    public static ProcessVariable<String> text(String name) {
        return new ProcessVariable<>(name, String.class, value -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                String text = value.toString().strip();
                return text.isEmpty() ? null : text;
            }
            throw new ClassCastException();
        });
    }

    /** A yes-or-no variable. */
    public static ProcessVariable<Boolean> yesNo(String name) {
        return new ProcessVariable<>(name, Boolean.class, Boolean.class::cast);
    }

    public String name() {
        return name;
    }

    /**
     * Reads the variable.
     *
     * @return the value, or null where it was not given
     * @throws IllegalStateException where the variable holds something else than its type; names the variable
     */
    public @Nullable T from(VariableScope scope) {
        Object value = scope.getVariable(name);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (ClassCastException e) {
            throw new IllegalStateException("Process variable '" + name + "' is expected to be a "
                    + type.getSimpleName() + " but holds a " + value.getClass().getSimpleName());
        }
    }

    /**
     * Reads a variable without which the process cannot go on.
     *
     * @throws IllegalStateException where it is missing; names the variable
     */
    public T require(VariableScope scope) {
        T value = from(scope);
        if (value == null) {
            throw new IllegalStateException("Process variable '" + name + "' is missing");
        }
        return value;
    }

    /**
     * Reads an answer that a form left behind, and removes it, so that the next round of the form starts empty and the
     * answer is kept by the record alone.
     */
    public @Nullable T take(VariableScope scope) {
        T value = from(scope);
        if (scope.hasVariable(name)) {
            scope.removeVariable(name);
        }
        return value;
    }

    /** Writes the variable into the given scope or, where it exists already, where it stands. */
    public void on(VariableScope scope, @Nullable T value) {
        scope.setVariable(name, value);
    }

    @Override
    public String toString() {
        return name;
    }
}
