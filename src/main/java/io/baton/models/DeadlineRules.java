package io.baton.models;

import io.baton.deadline.BusinessCalendar;
import io.baton.deadline.ClosingDay;
import io.baton.deadline.CountryHolidays;
import io.baton.deadline.FollowUp;
import io.baton.deadline.Window;
import io.baton.deadline.WorkingHours;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Rule;

/** Windows, working hours and closing days can be counted with, so that no due date fails while customers wait for it. */
final class DeadlineRules {

    private static final Pattern PLAIN_TEXT = Pattern.compile("\"([^\"]*)\"");

    private static final Pattern FROM_RUNG = Pattern.compile(">= ?(\\d{1,4})");

    /** The first ones, and one that nobody gets to. */
    private static final List<Integer> RUNGS = List.of(1, 2, 3, 1_000);

    private static final List<String> TABLES = List.of("follow-up-windows", "business-calendars", "closing-days");

    private DeadlineRules() {}

    static void check(Models models, Problems problems) {
        boolean deadlinesAreRead = models.diagrams().stream()
                .anyMatch(diagram -> !ExpressionRules.windowsOf(diagram).isEmpty());
        for (String table : TABLES) {
            problems.refuseUnless(
                    !deadlinesAreRead || models.table(table).isPresent(),
                    Problem.of(
                            table + ".dmn", "does not exist, and no deadline that diagrams read is known without it"));
        }
        models.table("follow-up-windows").ifPresent(windows -> checkWindows(models, windows, problems));
        models.table("escalation").ifPresent(ladder -> checkLadder(ladder, problems));
        models.table("business-calendars").ifPresent(calendars -> checkCalendars(calendars, problems));
        models.table("closing-days").ifPresent(days -> checkDays(days, problems));
    }

    private static void checkWindows(Models models, Table windows, Problems problems) {
        Set<String> decided = new TreeSet<>(windows.column("window").orElse(List.of()));
        decided.remove("");
        Set<String> used = new TreeSet<>();
        for (Diagram diagram : models.diagrams()) {
            for (String window : ExpressionRules.windowsOf(diagram)) {
                used.add(window);
                problems.refuseUnless(
                        decided.contains(window),
                        diagram.says("reads the window '" + window + "', for which follow-up-windows has no row"));
            }
        }
        for (String window : used) {
            problems.refuseUnless(
                    !decided.contains(window)
                            || windows.rules().stream().anyMatch(row -> fitsEverybodyFor(windows, row, window)),
                    windows.says(
                            "has rows for the window '" + window
                                    + "', but none for everybody else; add one below them with nothing in its other conditions"));
        }
        for (String window : decided) {
            problems.warnUnless(
                    used.contains(window), windows.says("decides the window '" + window + "', which no diagram reads"));
        }
        checkHitPolicy(windows, HitPolicy.FIRST, "the first row that fits counts", problems);
        checkCells(windows, "duration", FollowUp::durations, problems);
        checkCells(windows, "reminders", Window::parseAll, problems);
        checkCells(windows, "again", text -> ifFilled(text, FollowUp::again), problems);
        checkCells(windows, "longestPause", text -> ifFilled(text, FollowUp::longestPause), problems);
        checkLadders(models, windows, problems);
        checkClocks(models, problems);
    }

    /** A ladder without a first rung would let a missed step fall through. */
    private static void checkLadders(Models models, Table windows, Problems problems) {
        Set<String> ladders = models.table("escalation")
                .map(table -> Set.copyOf(table.column("ladder").orElse(List.of())))
                .orElse(Set.of());
        for (String ladder : windows.column("ladder").orElse(List.of())) {
            problems.refuseUnless(
                    ladder.isEmpty() || ladders.contains("") || ladders.contains(ladder),
                    windows.says("names the ladder '" + ladder + "', for which escalation has no row"));
        }
    }

    /** Each rung says who, how, and when the next one follows; and however high it climbs, there is a row. */
    private static void checkLadder(Table ladder, Problems problems) {
        checkHitPolicy(ladder, HitPolicy.FIRST, "the first row that fits counts", problems);
        checkCells(ladder, "tells", text -> filled("tells", text), problems);
        checkCells(ladder, "answer", text -> oneOf(text, "told", "asked"), problems);
        checkCells(ladder, "work", text -> oneOf(text, "stays", "moves"), problems);
        checkCells(ladder, "next", FollowUp::again, problems);
        for (int rung : RUNGS) {
            problems.refuseUnless(
                    ladder.rules().stream().anyMatch(row -> fitsEverybody(ladder.inputs(), row, rung)),
                    ladder.says("has no row that fits everybody on rung " + rung
                            + "; add one at the end with nothing in its conditions but the rung, such as >= 3"));
        }
    }

    private static boolean fitsEverybodyFor(Table windows, Rule row, String window) {
        List<String> inputs = windows.inputs();
        List<String> cells = row.getInputEntries().stream()
                .map(cell -> cell.getTextContent().strip())
                .toList();
        return IntStream.range(0, Math.min(inputs.size(), cells.size()))
                .allMatch(i -> inputs.get(i).equals("window")
                        ? Set.of("", "-", "\"" + window + "\"").contains(cells.get(i))
                        : Set.of("", "-").contains(cells.get(i)));
    }

    private static boolean fitsEverybody(List<String> inputs, Rule row, int rung) {
        List<String> cells = row.getInputEntries().stream()
                .map(cell -> cell.getTextContent().strip())
                .toList();
        for (int i = 0; i < Math.min(inputs.size(), cells.size()); i++) {
            boolean fits = cells.get(i).isEmpty()
                    || cells.get(i).equals("-")
                    || inputs.get(i).equals("rung") && isOn(cells.get(i), rung);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOn(String cell, int rung) {
        Matcher from = FROM_RUNG.matcher(cell);
        return from.matches() ? rung >= Integer.parseInt(from.group(1)) : cell.equals(String.valueOf(rung));
    }

    static void filled(String column, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the column " + column + " is empty");
        }
    }

    private static void oneOf(String text, String one, String other) {
        if (!text.equals(one) && !text.equals(other)) {
            throw new IllegalArgumentException("'" + text + "' is neither '" + one + "' nor '" + other + "'");
        }
    }

    /** Where a task has a due date and no timer, nobody is reminded of it, and its breach is noticed when it is done. */
    private static void checkClocks(Models models, Problems problems) {
        for (Diagram diagram : models.diagrams()) {
            for (UserTask task : diagram.all(UserTask.class)) {
                String due = String.valueOf(task.getCamundaDueDate());
                boolean timed = diagram.all(BoundaryEvent.class).stream()
                        .filter(event -> task.equals(event.getAttachedTo()))
                        .flatMap(event -> event.getEventDefinitions().stream())
                        .anyMatch(TimerEventDefinition.class::isInstance);
                problems.warnUnless(
                        timed,
                        diagram.says(
                                task,
                                "has no timer, so nobody is reminded; attach one that repeats at "
                                        + due.replace(".at(", ".clock(")));
            }
        }
    }

    private static void checkCalendars(Table calendars, Problems problems) {
        checkHitPolicy(calendars, HitPolicy.FIRST, "the first row that fits counts", problems);
        checkCells(calendars, "zone", text -> ifFilled(text, BusinessCalendar::zone), problems);
        checkCells(calendars, "holidays", text -> ifFilled(text, CountryHolidays::of), problems);
        checkCells(calendars, "hours", WorkingHours::parse, problems);
        problems.refuseUnless(
                calendars.rules().stream()
                        .anyMatch(row -> row.getInputEntries().stream()
                                .allMatch(cell -> Set.of("", "-")
                                        .contains(cell.getTextContent().strip()))),
                calendars.says("has no row that fits everybody; add one at the end with nothing in its conditions"));
    }

    private static void checkDays(Table days, Problems problems) {
        checkHitPolicy(days, HitPolicy.COLLECT, "every row that fits counts", problems);
        checkCells(days, "date", text -> ClosingDay.parse(text, "closed"), problems);
        checkCells(days, "hours", text -> ClosingDay.parse("01-01", text), problems);
    }

    private static void ifFilled(String text, Consumer<String> reader) {
        if (!text.isBlank()) {
            reader.accept(text);
        }
    }

    private static void checkHitPolicy(Table table, HitPolicy expected, String because, Problems problems) {
        problems.refuseUnless(
                table.hitPolicy() == expected && !table.aggregates(),
                table.says("has the hit policy " + table.hitPolicy() + (table.aggregates() ? " with a sum" : "")
                        + "; expected " + expected + ", since " + because));
    }

    /** What is computed when the table is asked cannot be checked before, so these cells are texts. */
    static void checkCells(Table table, String column, Consumer<String> reader, Problems problems) {
        int row = 0;
        for (String cell : table.written(column).orElse(List.of())) {
            row++;
            Matcher text = PLAIN_TEXT.matcher(cell);
            boolean plain = cell.isEmpty() || text.matches();
            problems.refuseUnless(
                    plain,
                    table.says("in row " + row + ", the " + column + " " + cell
                            + " is no plain text; write it in quotation marks"));
            if (plain) {
                String wrong = wrong(cell.isEmpty() ? "" : text.group(1), reader);
                problems.refuseUnless(wrong.isEmpty(), table.says("in row " + row + ", " + wrong));
            }
        }
    }

    private static String wrong(String text, Consumer<String> reader) {
        try {
            reader.accept(text);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
