package io.baton.models;

import io.baton.deadline.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Each lead pool can be read, and none goes while leads stand in it: they could neither be taken nor left. */
final class PoolRules {

    private static final String TABLE = "lead-pools";

    private static final Set<String> MODES = Set.of("claim", "round-robin", "least-busy", "named");

    private static final Pattern FROM_ONE_ON = Pattern.compile("[1-9]\\d{0,6}");

    private PoolRules() {}

    static void check(Models models, Known known, Problems problems) {
        models.table(TABLE).ifPresent(table -> checkRows(table, problems));
        Set<String> named = new HashSet<>(
                models.table(TABLE).flatMap(table -> table.column("pool")).orElse(List.of()));
        for (String pool : new TreeSet<>(known.poolsInUse())) {
            // No problem of the file, which may have lost the pool before: then it is not held against the next
            // version.
            problems.refuseUnless(
                    named.contains(pool),
                    new Problem(
                            "the pool " + pool,
                            TABLE,
                            TABLE + ".dmn: has no row for the pool '" + pool
                                    + "', in which leads stand; keep its row until they are qualified or lost"));
        }
    }

    private static void checkRows(Table table, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (String pool : table.column("pool").orElse(List.of())) {
            problems.refuseUnless(seen.add(pool), table.says("has two rows for the pool '" + pool + "'"));
        }
        DeadlineRules.checkCells(table, "pool", text -> DeadlineRules.filled("pool", text), problems);
        DeadlineRules.checkCells(table, "team", text -> DeadlineRules.filled("team", text), problems);
        DeadlineRules.checkCells(table, "mode", PoolRules::mode, problems);
        DeadlineRules.checkCells(table, "person", text -> {}, problems);
        DeadlineRules.checkCells(table, "cooldown", text -> ifFilled("cooldown", text), problems);
        DeadlineRules.checkCells(table, "lookAgain", text -> length("lookAgain", text), problems);
        checkNumbers(table, "perDay", problems);
        checkNumbers(table, "inHand", problems);
        checkPersons(table, problems);
    }

    private static void mode(String text) {
        if (!MODES.contains(text)) {
            throw new IllegalArgumentException(
                    "the mode '" + text + "' is none of " + String.join(", ", new TreeSet<>(MODES)));
        }
    }

    private static void ifFilled(String column, String text) {
        if (!text.isBlank()) {
            length(column, text);
        }
    }

    private static void length(String column, String text) {
        if (Window.parse(text).before()) {
            throw new IllegalArgumentException(column + " is '" + text + "'; take the word 'before' out");
        }
    }

    private static void checkNumbers(Table table, String column, Problems problems) {
        int row = 0;
        for (String cell : table.written(column).orElse(List.of())) {
            row++;
            problems.refuseUnless(
                    cell.isEmpty() || FROM_ONE_ON.matcher(cell).matches(),
                    table.says("in row %d, %s is '%s'; give a number of leads from 1 on, or leave it empty for no limit"
                            .formatted(row, column, cell)));
        }
    }

    private static void checkPersons(Table table, Problems problems) {
        List<String> modes = table.column("mode").orElse(List.of());
        List<String> persons = table.column("person").orElse(List.of());
        for (int row = 0; row < Math.min(modes.size(), persons.size()); row++) {
            problems.refuseUnless(
                    !modes.get(row).equals("named") || !persons.get(row).isBlank(),
                    table.says("in row " + (row + 1) + ", the mode is 'named', and no person is"));
        }
    }
}
