package io.baton.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads policy from the decision tables that process owners keep.
 *
 * <p>The newest deployed version of a table counts from the moment of its deployment; a transaction that has asked one goes on
 * with the versions of that moment. Nothing is written to the decision history: reading a window or a list of sources decides
 * nothing about a customer. A decision that does is a business rule task on a diagram, which the engine records.
 */
@Component
public class Decisions {

    private final ProcessEngineConfigurationImpl configuration;
    private final DmnEngine tables = new DefaultDmnEngineConfiguration()
            .feelEngineFactory(PlainCells.factory())
            .buildEngine();
    private final TableAnswers answers = new TableAnswers();
    private final JdbcClient jdbc;
    private final PerTransaction<Map<String, String>> inUse = new PerTransaction<>(this::latest);
    /** A deployed version never changes; there are as many as were asked since the start. */
    private final Map<String, DmnDecision> versions = new ConcurrentHashMap<>();

    Decisions(ProcessEngineConfigurationImpl configuration, JdbcClient jdbc) {
        this.configuration = configuration;
        this.jdbc = jdbc;
    }

    /**
     * The outputs of all matching rules, in the table's order; not to be changed.
     *
     * @param table the decision id, for example {@code follow-up-windows}
     * @param inputs every input of the table by name; null values are allowed
     * @throws NullValueException where no such table is deployed
     */
    public List<Map<String, Object>> rows(String table, Map<String, Object> inputs) {
        DmnDecision decision = inUse(table);
        return answers.get(
                decision,
                inputs,
                () -> tables.evaluateDecisionTable(decision, inputs).getResultList());
    }

    /** The version of the table that this transaction asks, as a text that is another one after each deployment. */
    public String version(String table) {
        return ((DecisionDefinition) inUse(table)).getId();
    }

    /**
     * The texts that the conditions of a column name, in the version that this transaction asks; none where the table has
     * no such column. For columns whose cells hold texts alone, all other values are then one and the same to the table.
     *
     * @param input the column's expression, such as {@code stage}
     */
    public Set<String> named(String table, String input) {
        DmnDecision decision = inUse(table);
        return decision.getDecisionLogic() instanceof DmnDecisionTableImpl logic
                ? TableAnswers.textsOf(logic, input)
                : Set.of();
    }

    private DmnDecision inUse(String table) {
        String version = inUse.get().get(table);
        if (version == null) {
            throw new NullValueException("No table '" + table + "' is deployed");
        }
        return versions.computeIfAbsent(version, this::deployed);
    }

    private DmnDecision deployed(String version) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() ->
                        (DmnDecision) configuration.getDeploymentCache().findDeployedDecisionDefinitionById(version)));
    }

    /** The newest version of every table by its key: one look, since most transactions ask many tables. */
    private Map<String, String> latest() {
        Map<String, String> latest = new HashMap<>();
        jdbc.sql("""
                select distinct on (key_) key_, id_ from act_re_decision_def
                 where tenant_id_ is null order by key_, version_ desc
                """).query(row -> {
            latest.put(row.getString("key_"), row.getString("id_"));
        });
        return latest;
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
