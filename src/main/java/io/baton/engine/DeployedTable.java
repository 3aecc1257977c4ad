package io.baton.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;

/** Reads the rows of a decision table as they are written, in their order, from the version that counts now. */
@Component
public class DeployedTable {

    private static final Pattern TEXTS = Pattern.compile("\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private final RepositoryService repository;
    private final SystemCommands system;

    DeployedTable(RepositoryService repository, SystemCommands system) {
        this.repository = repository;
        this.system = system;
    }

    /**
     * Every row: the cells by the names of their columns. Texts stand without quotation marks, several with {@code or}
     * between them; what is left open is empty.
     *
     * @param table the decision id
     */
    public List<Map<String, String>> rows(String table) {
        return system.call(() -> {
            var definition = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(table)
                    .latestVersion()
                    .singleResult();
            return definition == null ? List.of() : rows(repository.getDmnModelInstance(definition.getId()));
        });
    }

    private static List<Map<String, String>> rows(DmnModelInstance model) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
            List<String> inputs =
                    table.getInputs().stream().map(DeployedTable::nameOf).toList();
            List<String> outputs =
                    table.getOutputs().stream().map(Output::getName).toList();
            for (Rule rule : table.getRules()) {
                Map<String, String> row = new LinkedHashMap<>();
                List<InputEntry> conditions = List.copyOf(rule.getInputEntries());
                List<OutputEntry> answers = List.copyOf(rule.getOutputEntries());
                for (int i = 0; i < Math.min(inputs.size(), conditions.size()); i++) {
                    row.put(inputs.get(i), words(conditions.get(i).getTextContent()));
                }
                for (int i = 0; i < Math.min(outputs.size(), answers.size()); i++) {
                    row.put(outputs.get(i), words(answers.get(i).getTextContent()));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String nameOf(Input input) {
        return input.getInputExpression().getText().getTextContent().strip();
    }

    private static String words(String cell) {
        String written = cell.strip();
        if (written.equals("-")) {
            return "";
        }
        if (!TEXTS.matcher(written).matches()) {
            return written;
        }
        return TEXT.matcher(written).results().map(text -> text.group(1)).collect(Collectors.joining(" or "));
    }
}
