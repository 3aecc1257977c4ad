package io.baton.models;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.dmn.instance.Rule;

/** Every row of a table says why it is there, and what tables name exists. */
final class TableRules {

    private TableRules() {}

    static void check(Models models, Known known, Problems problems) {
        for (Table table : models.tables()) {
            problems.unless(
                    table.decision().getCamundaHistoryTimeToLiveString() != null,
                    table.says("the table has no history time to live; expected for example P3650D"));
            problems.unless(
                    table.decision().getName() != null
                            && !table.decision().getName().isBlank(),
                    table.says("the table has no name"));
            int row = 0;
            for (Rule rule : table.rules()) {
                row++;
                problems.unless(
                        rule.getDescription() != null
                                && !rule.getDescription().getTextContent().isBlank(),
                        table.says("row " + row + " does not say why it is there; fill in its annotation"));
            }
            for (String team : cells(table, "team")) {
                problems.unless(
                        known.groups().contains(team),
                        table.says("sends work to the team '" + team + "', which does not exist"));
            }
            models.table("playbooks").ifPresent(playbooks -> {
                for (String playbook : cells(table, "playbook")) {
                    problems.unless(
                            cells(playbooks, "playbook").contains(playbook),
                            table.says(
                                    "names the playbook '" + playbook + "', which the table playbooks does not list"));
                }
            });
        }
        models.table("follow-up-windows").ifPresent(windows -> checkWindows(models, windows, problems));
    }

    private static void checkWindows(Models models, Table windows, Problems problems) {
        Set<String> decided = new TreeSet<>(cells(windows, "window"));
        Set<String> used = new TreeSet<>();
        for (Diagram diagram : models.diagrams()) {
            for (String window : ExpressionRules.windowsOf(diagram)) {
                used.add(window);
                problems.unless(
                        decided.contains(window),
                        diagram.says("reads the window '" + window + "', for which follow-up-windows has no row"));
            }
        }
        for (String window : decided) {
            problems.unless(
                    used.contains(window), windows.says("decides the window '" + window + "', which no diagram reads"));
        }
        for (String duration : cells(windows, "duration")) {
            problems.unless(
                    isPeriod(duration), windows.says("has the duration '" + duration + "'; expected days such as P5D"));
        }
    }

    private static boolean isPeriod(String text) {
        try {
            return !Period.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** The filled cells of a column, if the table has it. */
    private static List<String> cells(Table table, String column) {
        return table.column(column).orElse(List.of()).stream()
                .filter(cell -> !cell.isEmpty())
                .toList();
    }
}
