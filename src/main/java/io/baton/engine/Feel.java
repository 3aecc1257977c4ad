package io.baton.engine;

import io.baton.form.Expressions;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evaluates the expressions of forms with the engine of the decision tables. */
@Component
public class Feel implements Expressions {

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();

    @Override
    public @Nullable Object evaluate(String expression, Function<String, @Nullable Object> names) {
        try {
            return feel.evaluateSimpleExpression(expression, new Names(names));
        } catch (FeelException e) {
            // As in the browser: what cannot be evaluated has no result.
            return null;
        }
    }

    private record Names(Function<String, @Nullable Object> names) implements VariableContext {

        @Override
        public TypedValue resolve(String name) {
            return Variables.untypedValue(names.apply(name));
        }

        /** Unknown names are null, as in the browser, and nothing to warn of. */
        @Override
        public boolean containsVariable(String name) {
            return true;
        }

        @Override
        public Set<String> keySet() {
            return Set.of();
        }
    }
}
