package io.baton.models;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.w3c.dom.Document;

/** A DMN file with one decision table. */
record Table(ModelFile file, DmnModelInstance model) {

    static Table read(ModelFile file) {
        Limits.checkXml(file);
        Table table = new Table(file, Dmn.readModelFromStream(new ByteArrayInputStream(file.content())));
        if (table.model.getModelElementsByType(DecisionTable.class).size() != 1
                || table.model.getModelElementsByType(Decision.class).size() != 1) {
            throw new Limits.Unreadable("should have one decision, made by one table");
        }
        return table;
    }

    Decision decision() {
        return model.getModelElementsByType(Decision.class).iterator().next();
    }

    String id() {
        return decision().getId();
    }

    List<Rule> rules() {
        return new ArrayList<>(model.getModelElementsByType(Rule.class));
    }

    List<String> inputs() {
        return decisionTable().getInputs().stream()
                .map(input ->
                        input.getInputExpression().getText().getTextContent().strip())
                .toList();
    }

    List<String> outputs() {
        return decisionTable().getOutputs().stream().map(Output::getName).toList();
    }

    /** The texts in one column, without quotation marks, row by row; empty where a cell is; no list without the column. */
    Optional<List<String>> column(String name) {
        return written(name)
                .map(cells -> cells.stream()
                        .map(cell -> cell.replaceAll("^\"|\"$", ""))
                        .toList());
    }

    /** The cells of one column as they are written in FEEL, row by row; no list without the column. */
    Optional<List<String>> written(String name) {
        int input = inputs().indexOf(name);
        int output = outputs().indexOf(name);
        if (input >= 0) {
            return Optional.of(cells(rule -> List.copyOf(rule.getInputEntries()), input));
        }
        return output < 0 ? Optional.empty() : Optional.of(cells(rule -> List.copyOf(rule.getOutputEntries()), output));
    }

    /** The texts among which Modeler lets one choose for a column's cells; none where it offers no choice. */
    List<String> offered(String output) {
        return decisionTable().getOutputs().stream()
                .filter(it -> it.getName().equals(output) && it.getOutputValues() != null)
                .flatMap(it ->
                        Arrays.stream(it.getOutputValues().getTextContent().split(",")))
                .map(value -> value.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    HitPolicy hitPolicy() {
        return decisionTable().getHitPolicy();
    }

    /** Whether it makes one answer of all rows that fit. */
    boolean aggregates() {
        return decisionTable().getAggregation() != null;
    }

    Known.Columns columns() {
        return new Known.Columns(inputs(), outputs());
    }

    Document xml() {
        return (Document) model.getDocument().getDomSource().getNode();
    }

    private DecisionTable decisionTable() {
        return model.getModelElementsByType(DecisionTable.class).iterator().next();
    }

    private List<String> cells(Function<Rule, List<? extends DmnElement>> entries, int column) {
        return rules().stream()
                .map(entries)
                // That a row is too short is told by the rules; it has no text in the column then.
                .map(row ->
                        column < row.size() ? row.get(column).getTextContent().strip() : "")
                .toList();
    }

    Problem says(String problem) {
        return new Problem(file.name(), id(), file.name() + ": " + problem);
    }
}
