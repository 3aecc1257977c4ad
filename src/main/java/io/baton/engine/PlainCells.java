package io.baton.engine;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells that nearly all tables are made of without the FEEL engine, which builds all of FEEL's functions anew for
 * each cell: texts, names of columns, and comparisons of a number. Everything else goes to the FEEL engine.
 */
class PlainCells implements FeelEngine {

    private static final String TEXT = "\"[^\"\\\\]*\"";
    private static final Pattern TEXTS = Pattern.compile(TEXT + "(?:\\s*,\\s*" + TEXT + ")*");
    private static final Pattern ONE_TEXT = Pattern.compile(TEXT);
    private static final Pattern COMPARISON = Pattern.compile("(<=?|>=?)\\s*(-?\\d{1,18})");
    private static final Pattern CONSTANT = Pattern.compile(TEXT + "|-?\\d{1,18}|true|false");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");
    private static final Set<String> NO_NAMES = Set.of("true", "false", "null");

    private static final Test OTHER = value -> null;

    private final FeelEngine feel;
    /** As many as deployed tables have different cells. */
    private final Map<String, Test> tests = new ConcurrentHashMap<>();

    private final Map<String, Object> constants = new ConcurrentHashMap<>();

    PlainCells(FeelEngine feel) {
        this.feel = feel;
    }

    /** For the settings of an engine. */
    static FeelEngineFactory factory() {
        return () -> new PlainCells(new ScalaFeelEngineFactory().createInstance());
    }

    /** What a cell says of a value; null where the FEEL engine has to say it. */
    private interface Test {
        @Nullable
        Boolean of(Object value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        String plain = expression.strip();
        if (CONSTANT.matcher(plain).matches()) {
            return (T) constants.computeIfAbsent(
                    plain, constant -> feel.<Object>evaluateSimpleExpression(constant, variables));
        }
        if (NAME.matcher(plain).matches() && !NO_NAMES.contains(plain) && variables.containsVariable(plain)) {
            Object value = value(plain, variables);
            if (value == null || value instanceof String || value instanceof Long) {
                return (T) value;
            }
        }
        return feel.evaluateSimpleExpression(expression, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
        Object value = value(input, variables);
        Boolean fits = value == null
                ? null
                : tests.computeIfAbsent(cell, PlainCells::test).of(value);
        return fits == null ? feel.evaluateSimpleUnaryTests(cell, input, variables) : fits;
    }

    private static @Nullable Object value(String name, VariableContext variables) {
        TypedValue value = variables.containsVariable(name) ? variables.resolve(name) : null;
        return value == null ? null : value.getValue();
    }

    private static Test test(String cell) {
        String plain = cell.strip();
        if (TEXTS.matcher(plain).matches()) {
            Set<String> texts = new HashSet<>();
            Matcher text = ONE_TEXT.matcher(plain);
            while (text.find()) {
                texts.add(text.group().substring(1, text.group().length() - 1));
            }
            return value -> value instanceof String given ? texts.contains(given) : null;
        }
        Matcher comparison = COMPARISON.matcher(plain);
        return comparison.matches() ? comparison(comparison.group(1), new BigDecimal(comparison.group(2))) : OTHER;
    }

    private static Test comparison(String how, BigDecimal bound) {
        return value -> {
            if (!(value instanceof Long || value instanceof Integer || value instanceof BigDecimal)) {
                return null;
            }
            int order = new BigDecimal(value.toString()).compareTo(bound);
            return switch (how) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        };
    }
}
