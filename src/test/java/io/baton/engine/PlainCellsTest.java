package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C47")
class PlainCellsTest {

    private static final List<String> CELLS = List.of(
            "\"web\"",
            " \"web\" ",
            "\"web\", \"phone\"",
            "\"web\",\"phone\",\"a, b\"",
            "\"\"",
            "\"Gr\u00fc\u00dfe\"",
            "\"a\\\"b\"",
            "not(\"web\")",
            "not(\"web\", \"phone\")",
            "-",
            "null",
            ">= 9",
            "> -5",
            "< 1000",
            "<=9",
            "[1..9]",
            "9",
            "9, 10",
            "> 9, < 3",
            "true",
            "starts with(?, \"we\")",
            "other");

    private static final List<Object> VALUES = Arrays.asList(
            null,
            "web",
            "Web",
            " web",
            "phone",
            "a, b",
            "",
            "Gr\u00fc\u00dfe",
            "a\"b",
            "9",
            9,
            9L,
            10L,
            -5,
            8.999,
            new BigDecimal("9.000"),
            new BigDecimal("1000000000000000000000"),
            true,
            false);

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();
    private final FeelEngine plain = new PlainCells(feel);

    @Test
    void saysOfEveryCellAndValueWhatTheFeelEngineSays() {
        for (String cell : CELLS) {
            for (Object value : VALUES) {
                VariableContext context = context(value);
                assertThat(said(() -> plain.evaluateSimpleUnaryTests(cell, "input", context)))
                        .as("%s of %s", cell, value)
                        .isEqualTo(said(() -> feel.evaluateSimpleUnaryTests(cell, "input", context)));
            }
        }
    }

    @Test
    void readsEveryExpressionAsTheFeelEngineDoes() {
        for (String expression : List.of(
                "input",
                " input ",
                "other",
                "unknown",
                "true",
                "null",
                "\"text\"",
                "\"a\\nb\"",
                "90",
                "-1",
                "1.5",
                "input + \"x\"",
                "upper case(input)",
                "today() > date(\"2020-01-01\")",
                "\"a\", \"b\"")) {
            for (Object value : VALUES) {
                VariableContext context = context(value);
                assertThat(said(() -> plain.evaluateSimpleExpression(expression, context)))
                        .as("%s where the input is %s", expression, value)
                        .isEqualTo(said(() -> feel.evaluateSimpleExpression(expression, context)));
            }
        }
    }

    @Test
    void asksTheFeelEngineForNoPlainText() {
        FeelEngine never = mock(FeelEngine.class);
        FeelEngine plain = new PlainCells(never);

        assertThat(plain.evaluateSimpleUnaryTests("\"web\", \"phone\"", "input", context("phone")))
                .isTrue();
        assertThat(plain.<String>evaluateSimpleExpression("input", context("phone")))
                .isEqualTo("phone");

        verifyNoInteractions(never);
    }

    private interface Saying {
        Object say();
    }

    /** The answer, or that there is none: what is wrong is told by the FEEL engine in both cases. */
    private static Object said(Saying saying) {
        try {
            Object answer = saying.say();
            return answer == null ? "null" : answer.getClass().getSimpleName() + " " + answer;
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    private static VariableContext context(Object value) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("input", value);
        variables.put("other", "web");
        return Variables.fromMap(variables).asVariableContext();
    }
}
