package io.baton.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;

/**
 * Remembers what decision tables answered, since evaluating them, cell by cell, took a third of the work of taking in a
 * lead.
 *
 * <p>A deployed version of a table never changes, so an answer holds for as long as its version is the newest. Tables
 * whose cells call functions, such as {@code today()}, or that build on other decisions are not remembered.
 */
class TableAnswers {

    private static final int MOST_REMEMBERED = 2_000;

    /** Brackets in a text, such as a label for people, call nothing. */
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    private final Map<Question, List<Map<String, Object>>> answers =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Question, List<Map<String, Object>>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            });

    private record Question(String version, Map<String, Object> inputs) {}

    List<Map<String, Object>> get(
            DmnDecision table, Map<String, Object> inputs, Supplier<List<Map<String, Object>>> evaluation) {
        Question question = new Question(((DecisionDefinition) table).getId(), new HashMap<>(inputs));
        List<Map<String, Object>> known = answers.get(question);
        if (known != null) {
            return known;
        }
        List<Map<String, Object>> answer =
                evaluation.get().stream().map(Collections::unmodifiableMap).toList();
        if (answersAlike(table)) {
            answers.put(question, answer);
        }
        return answer;
    }

    private static boolean answersAlike(DmnDecision table) {
        return table.getRequiredDecisions().isEmpty()
                && table.getDecisionLogic() instanceof DmnDecisionTableImpl logic
                && cells(logic)
                        .map(DmnExpressionImpl::getExpression)
                        .noneMatch(text -> text != null
                                && TEXT.matcher(text).replaceAll("").contains("("));
    }

    /** The texts in the conditions of a column. */
    static Set<String> textsOf(DmnDecisionTableImpl logic, String input) {
        Set<String> texts = new TreeSet<>();
        for (int column = 0; column < logic.getInputs().size(); column++) {
            if (logic.getInputs()
                    .get(column)
                    .getExpression()
                    .getExpression()
                    .strip()
                    .equals(input)) {
                for (DmnDecisionTableRuleImpl rule : logic.getRules()) {
                    String condition = rule.getConditions().get(column).getExpression();
                    TEXT.matcher(condition == null ? "" : condition)
                            .results()
                            .map(text -> text.group().substring(1, text.group().length() - 1))
                            .forEach(texts::add);
                }
            }
        }
        return texts;
    }

    private static Stream<DmnExpressionImpl> cells(DmnDecisionTableImpl logic) {
        return Stream.concat(
                logic.getInputs().stream().map(input -> input.getExpression()),
                logic.getRules().stream()
                        .flatMap(rule -> Stream.concat(rule.getConditions().stream(), rule.getConclusions().stream())));
    }
}
