package io.baton.models;

import io.baton.models.Known.Columns;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A table decides in FEEL, every row says why it is there, and what tables name exists. */
final class TableRules {

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private TableRules() {}

    static void check(Models models, Known known, Problems problems) {
        for (Table table : models.tables()) {
            problems.warnUnless(
                    table.decision().getCamundaHistoryTimeToLiveString() != null,
                    table.says("the table has no history time to live; the default of P3650D holds"));
            problems.styleUnless(
                    table.decision().getName() != null
                            && !table.decision().getName().isBlank(),
                    table.says("the table has no name"));
            checkLanguages(table, problems);
            checkRows(table, problems);
            checkColumns(table, known.tables().get(table.id()), problems);
            checkTeams(table, known, problems);
            checkListed(models, table, "playbook", "playbooks", "playbook", problems);
            checkListed(models, table, "evidence", "evidence-keys", "key", problems);
            checkStages(models, table, problems);
        }
    }

    /** Any other language than FEEL is, or may become, code of somebody else's in this application. */
    private static void checkLanguages(Table table, Problems problems) {
        for (Element element : Xml.elementsOf(table.xml())) {
            String language = element.getAttribute("expressionLanguage").strip();
            problems.refuseUnless(
                    language.isEmpty()
                            || language.equalsIgnoreCase("feel")
                            || language.matches("https?://www\\.omg\\.org/spec/.*FEEL.*"),
                    table.says("decides in the language '" + language + "'; expected FEEL"));
            problems.refuseUnless(
                    !Set.of("import", "importedValues", "importedElement").contains(element.getLocalName()),
                    table.says("takes in something from outside the table"));
        }
    }

    private static void checkRows(Table table, Problems problems) {
        int row = 0;
        for (Rule rule : table.rules()) {
            row++;
            problems.styleUnless(
                    rule.getDescription() != null
                            && !rule.getDescription().getTextContent().isBlank(),
                    table.says("row " + row + " does not say why it is there; fill in its annotation"));
            for (InputEntry cell : rule.getInputEntries()) {
                String text = cell.getTextContent().strip();
                checkCell(
                        table,
                        "row " + row,
                        text,
                        text.isEmpty() ? FEEL.parseExpression("true") : FEEL.parseUnaryTests(text),
                        problems);
            }
            for (OutputEntry cell : rule.getOutputEntries()) {
                String text = cell.getTextContent().strip();
                checkCell(table, "row " + row, text, FEEL.parseExpression(text.isEmpty() ? "null" : text), problems);
            }
        }
        for (String input : table.inputs()) {
            checkCell(table, "the heading", input, FEEL.parseExpression(input), problems);
        }
    }

    private static void checkCell(Table table, String place, String text, ParseResult read, Problems problems) {
        problems.refuseUnless(read.isSuccess(), table.says("in " + place + ", '" + text + "' cannot be read as FEEL"));
    }

    /** What came with Baton is read by its diagrams and its code: columns may come, but none may go. */
    private static void checkColumns(Table table, @Nullable Columns expected, Problems problems) {
        if (expected == null) {
            return;
        }
        for (String output : expected.outputs()) {
            problems.refuseUnless(
                    table.outputs().contains(output),
                    table.says("has no output '" + output + "' any more, which Baton reads"));
        }
        for (String input : table.inputs()) {
            problems.refuseUnless(
                    expected.inputs().contains(input),
                    table.says("asks for '" + input + "', with which Baton does not ask it; it may ask for "
                            + expected.inputs()));
        }
    }

    private static void checkTeams(Table table, Known known, Problems problems) {
        if (table.inputs().contains("team")) {
            table.written("team").orElseThrow().stream()
                    .flatMap(cell -> TEXT.matcher(cell).results())
                    .map(text -> text.group(1))
                    .forEach(team -> problems.refuseUnless(
                            known.groups().contains(team),
                            table.says("has a row for the team '" + team + "', which does not exist")));
            return;
        }
        for (String team : cells(table, "team")) {
            problems.refuseUnless(
                    known.groups().contains(team),
                    table.says("sends work to the team '" + team + "', which does not exist"));
        }
    }

    /** What the cells of a column name stands in the table that lists it. */
    private static void checkListed(
            Models models, Table table, String column, String list, String listed, Problems problems) {
        models.table(list)
                .ifPresent(known -> cells(table, column)
                        .forEach(cell -> problems.refuseUnless(
                                cells(known, listed).contains(cell),
                                table.says("names the %s '%s', which the table %s does not list"
                                        .formatted(column, cell, list)))));
    }

    /** A row for a stage that the map does not have would never count, and nobody would notice. */
    private static void checkStages(Models models, Table table, Problems problems) {
        Set<String> stages = models.handedOver("stage");
        if (stages.isEmpty()) {
            return;
        }
        for (String stage : cells(table, "stage")) {
            problems.refuseUnless(
                    stages.contains(stage),
                    table.says("names the stage '" + stage + "', which is not on the map; there are "
                            + new TreeSet<>(stages)));
        }
    }

    /** The filled cells of a column, if the table has it. */
    private static List<String> cells(Table table, String column) {
        return table.column(column).orElse(List.of()).stream()
                .filter(cell -> !cell.isEmpty())
                .toList();
    }
}
