package io.baton.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Remembers, for the length of a transaction, what the decision tables on diagrams decided and by which row, so that the
 * step behind a table can put on record why things went where they went.
 */
@Component
public class DecisionTrail implements DmnDecisionTableEvaluationListener {

    private final ObjectProvider<ProcessEngine> engine;
    private final PerTransaction<Map<String, Decided>> decided = new PerTransaction<>(HashMap::new);

    DecisionTrail(ObjectProvider<ProcessEngine> engine) {
        this.engine = engine;
    }

    /**
     * What a table decided.
     *
     * @param table the decision id
     * @param version the deployed version that counted
     * @param row the id of the row; empty where none fitted
     * @param why what the row's description says; empty where it says nothing
     * @param inputs what the table was asked with, by the names of its columns; what was not known is left out
     * @param outputs what the row says, by the names of its columns
     */
    public record Decided(
            String table,
            int version,
            String row,
            String why,
            Map<String, String> inputs,
            Map<String, Object> outputs) {

        /** The same as facts for the journal. */
        public Map<String, Object> facts() {
            return Map.of("table", table, "version", version, "row", row, "why", why, "asked", inputs);
        }
    }

    /** What a diagram's table decided last in this transaction. */
    public Optional<Decided> last(String table) {
        return Optional.ofNullable(decided.get().get(table));
    }

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        if (event.getDecisionTable() instanceof DecisionDefinitionEntity definition) {
            decided.get().put(definition.getKey(), decided(definition, event));
        }
    }

    private Decided decided(DecisionDefinitionEntity definition, DmnDecisionTableEvaluationEvent event) {
        Map<String, String> inputs = new TreeMap<>();
        event.getInputs().stream()
                .filter(input -> input.getValue() != null && input.getValue().getValue() != null)
                .forEach(input -> inputs.put(
                        input.getName(), String.valueOf(input.getValue().getValue())));
        List<DmnEvaluatedDecisionRule> rules = event.getMatchingRules();
        if (rules.isEmpty()) {
            return new Decided(definition.getKey(), definition.getVersion(), "", "", inputs, Map.of());
        }
        Map<String, Object> outputs = new HashMap<>();
        rules.get(0).getOutputEntries().forEach((id, output) -> {
            if (output.getValue() != null && output.getValue().getValue() != null) {
                outputs.put(output.getOutputName(), output.getValue().getValue());
            }
        });
        String row = rules.stream().map(DmnEvaluatedDecisionRule::getId).collect(Collectors.joining(", "));
        return new Decided(
                definition.getKey(),
                definition.getVersion(),
                row,
                description(definition, rules.get(0).getId()),
                inputs,
                outputs);
    }

    private String description(DecisionDefinitionEntity definition, String row) {
        var model = engine.getObject().getRepositoryService().getDmnModelInstance(definition.getId());
        return model.getModelElementById(row) instanceof Rule rule && rule.getDescription() != null
                ? rule.getDescription().getTextContent().strip()
                : "";
    }
}
