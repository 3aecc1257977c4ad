package io.baton.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Reads policy from the decision tables that process owners keep.
 *
 * <p>The newest deployed version of a table counts from the moment of its deployment; a transaction that has asked a table
 * goes on with the version that it asked. Nothing is written to the decision
 * history: reading a window or a list of sources decides nothing about a customer. A decision that does is a business
 * rule task on a diagram, which the engine records.
 */
@Component
public class Decisions {

    private final ProcessEngineConfigurationImpl configuration;
    private final DmnEngine tables =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final TableAnswers answers = new TableAnswers();
    private final PerTransaction<Map<String, DmnDecision>> inUse = new PerTransaction<>(HashMap::new);

    Decisions(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    /**
     * The outputs of all matching rules, in the table's order; not to be changed.
     *
     * @param table the decision id, for example {@code follow-up-windows}
     * @param inputs every input of the table by name; null values are allowed
     * @throws org.camunda.bpm.engine.exception.NullValueException where no such table is deployed
     */
    public List<Map<String, Object>> rows(String table, Map<String, Object> inputs) {
        DmnDecision decision = inUse.get().computeIfAbsent(table, this::latest);
        return answers.get(
                decision,
                inputs,
                () -> tables.evaluateDecisionTable(decision, inputs).getResultList());
    }

    private DmnDecision latest(String table) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> (DmnDecision)
                        configuration.getDeploymentCache().findDeployedLatestDecisionDefinitionByKey(table)));
    }

    /**
     * The choices that a table without inputs lists.
     *
     * @param table the decision id; its output {@code label} is what people read
     * @param value the output that holds the choice itself
     */
    public List<FormContext.Option> options(String table, String value) {
        return rows(table, Map.of()).stream()
                .map(row -> new FormContext.Option((String) row.get("label"), (String) row.get(value)))
                .toList();
    }
}
