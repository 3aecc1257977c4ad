package io.baton.form;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluates the FEEL expressions of a form. */
@FunctionalInterface
public interface Expressions {

    /**
     * Evaluates an expression.
     *
     * @param feel the expression without the leading {@code =}
     * @param names what the expression can name; unknown names are null
     * @return the result, or null also where the expression cannot be evaluated
     */
    @Nullable
    Object evaluate(String feel, Function<String, @Nullable Object> names);
}
