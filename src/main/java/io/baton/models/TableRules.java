package io.baton.models;

import io.baton.models.Known.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
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

    /** What is asked in the database too: texts, what is none of some texts, or anything. */
    private static final Pattern TEXTS_ALONE =
            Pattern.compile("-?|(\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*)|not\\(\\s*\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*\\s*\\)");

    /** Where nothing is to be done any more, and something to be seen. */
    private static final Set<String> ENDS = Set.of("lost", "former-customer");

    private static final Set<String> RELATIONS =
            Set.of("owner", "owners-team", "contributor", "handoff", "former-owner", "other");

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
            checkOffered(table, problems);
            checkListed(models, table, "playbook", "playbooks", "playbook", problems);
            checkListed(models, table, "evidence", "evidence-keys", "key", problems);
            checkListed(models, table, "checklist", "checklists", "checklist", problems);
            checkStages(models, table, problems);
        }
        models.table("custody").ifPresent(custody -> checkCustody(models, custody, problems));
        models.table("customer-sight").ifPresent(sight -> checkSight(sight, problems));
        models.table("exit-criteria").ifPresent(criteria -> checkCriteria(criteria, problems));
        models.table("evidence-keys").ifPresent(keys -> checkRecordKeys(keys, known, problems));
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
            problems.refuseUnless(
                    rule.getInputEntries().size() == table.inputs().size()
                            && rule.getOutputEntries().size() == table.outputs().size(),
                    table.says("row " + row + " has not as many cells as the table has columns"));
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
        for (String column : List.of("team", "secondaryTeam", "completers", "notes")) {
            cells(table, column).stream()
                    .flatMap(cell -> Arrays.stream(cell.split(",")))
                    .map(String::strip)
                    .forEach(team -> problems.refuseUnless(
                            known.groups().contains(team),
                            table.says("sends work to the team '" + team + "', which does not exist")));
        }
    }

    /** What the cells of a column name stands in the table that lists it. */
    private static void checkListed(
            Models models, Table table, String column, String list, String listed, Problems problems) {
        models.table(list)
                .ifPresent(known -> texts(table, column)
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
        for (String stage : texts(table, "stage")) {
            problems.refuseUnless(
                    stages.contains(stage) || (table.id().equals("customer-sight") && ENDS.contains(stage)),
                    table.says("names the stage '" + stage + "', which is not on the map; there are "
                            + new TreeSet<>(stages)));
        }
    }

    /** Modeler offers a choice for some columns, and lets one type something else all the same. */
    private static void checkOffered(Table table, Problems problems) {
        for (String column : table.outputs()) {
            List<String> offered = table.offered(column);
            if (!offered.isEmpty()) {
                cells(table, column)
                        .forEach(cell -> problems.refuseUnless(
                                offered.contains(cell),
                                table.says("says '%s' in the column %s; there are %s"
                                        .formatted(cell, column, String.join(", ", offered)))));
            }
        }
    }

    /** Somebody answers for each stage; only one whose diagram waits for its criteria can end by itself or be left out. */
    private static void checkCustody(Models models, Table custody, Problems problems) {
        int number = 0;
        for (String team : custody.column("team").orElse(List.of())) {
            number++;
            problems.refuseUnless(
                    !team.isEmpty(),
                    custody.says("row " + number + " names no owning team; nobody would have the work"));
        }
        List<String> triggers = custody.column("trigger").orElse(List.of());
        List<String> stages = custody.column("stage").orElse(List.of());
        for (int row = 0; row < Math.min(triggers.size(), stages.size()); row++) {
            String trigger = triggers.get(row);
            if (!Set.of("automatic", "not-used").contains(trigger)) {
                continue;
            }
            String stage = stages.get(row);
            boolean waits = models.calledWith("stage", stage).stream()
                    .anyMatch(diagram ->
                            !diagram.all(MessageEventDefinition.class).isEmpty());
            problems.refuseUnless(
                    waits,
                    custody.says("row %d: the stage '%s' cannot be %s, since its diagram does not wait for its criteria"
                            .formatted(row + 1, stage, trigger)));
        }
    }

    /** Lists put the table to the database, which takes texts alone; and whoever no row fits would see nothing at all. */
    private static void checkSight(Table sight, Problems problems) {
        for (String column : sight.inputs()) {
            for (String cell : sight.written(column).orElseThrow()) {
                problems.refuseUnless(
                        TEXTS_ALONE.matcher(cell).matches(),
                        sight.says("the cell '%s' should name texts such as \"sales\",\"success\", or not(\"sales\")"
                                .formatted(cell)));
            }
        }
        sight.written("relation").orElse(List.of()).stream()
                .flatMap(cell -> TEXT.matcher(cell).results())
                .map(text -> text.group(1))
                .forEach(relation -> problems.refuseUnless(
                        RELATIONS.contains(relation),
                        sight.says("names the relation '%s'; there are %s"
                                .formatted(relation, String.join(", ", new TreeSet<>(RELATIONS))))));
        boolean everybodyElse = sight.rules().stream()
                .anyMatch(row -> row.getInputEntries().stream()
                        .allMatch(cell ->
                                Set.of("", "-").contains(cell.getTextContent().strip())));
        problems.refuseUnless(
                everybodyElse,
                sight.says("has no row for everybody else; add one at the end whose conditions are empty"));
    }

    /** A row asks for one thing: a fact, or everything on a checklist. */
    private static void checkCriteria(Table criteria, Problems problems) {
        List<String> evidence = criteria.column("evidence").orElse(List.of());
        List<String> checklists = criteria.column("checklist").orElse(List.of());
        for (int row = 0; row < evidence.size(); row++) {
            boolean named = row < checklists.size() && !checklists.get(row).isEmpty();
            problems.refuseUnless(
                    evidence.get(row).isEmpty() == named,
                    criteria.says("row " + (row + 1) + " should name either a piece of evidence or a checklist"));
        }
    }

    private static void checkRecordKeys(Table keys, Known known, Problems problems) {
        List<String> kinds = keys.column("kind").orElse(List.of());
        List<String> names = keys.column("key").orElse(List.of());
        for (int row = 0; row < Math.min(kinds.size(), names.size()); row++) {
            problems.refuseUnless(
                    !kinds.get(row).equals("record") || known.recordKeys().contains(names.get(row)),
                    keys.says("has the record key '%s', about which the record is not asked; there are %s"
                            .formatted(names.get(row), String.join(", ", new TreeSet<>(known.recordKeys())))));
        }
    }

    /** The texts that the cells of a column name, several in one cell or one; what is no text stands as it is written. */
    private static List<String> texts(Table table, String column) {
        return table.written(column).orElse(List.of()).stream()
                .filter(cell -> !cell.isEmpty() && !cell.equals("-"))
                .flatMap(cell ->
                        cell.contains("\"") ? TEXT.matcher(cell).results().map(text -> text.group(1)) : Stream.of(cell))
                .toList();
    }

    /** The filled cells of a column, if the table has it. */
    private static List<String> cells(Table table, String column) {
        return table.column(column).orElse(List.of()).stream()
                .filter(cell -> !cell.isEmpty())
                .toList();
    }
}
