package io.baton.engine;

import io.baton.form.Expressions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.scala.ContextVariableWrapper;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Evaluates the expressions of forms in the language of the decision tables. Each is parsed once, since parsing costs
 * many times what evaluating does; there are only as many as deployed forms have.
 */
@Component
public class Feel implements Expressions {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, ParseResult> parsed = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object evaluate(String expression, Function<String, @Nullable Object> names) {
        ParseResult parse = parsed.computeIfAbsent(expression, feel::parseExpression);
        if (!parse.isSuccess()) {
            // As in the browser: what cannot be evaluated has no result.
            return null;
        }
        EvaluationResult evaluation = feel.evaluate(parse.parsedExpression(), new Scope(new Names(names)));
        return evaluation.isSuccess() ? evaluation.result() : null;
    }

    private static final class Scope extends CustomContext {

        private final VariableProvider variables;

        Scope(Names names) {
            variables = new ContextVariableWrapper(names);
        }

        @Override
        public VariableProvider variableProvider() {
            return variables;
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
