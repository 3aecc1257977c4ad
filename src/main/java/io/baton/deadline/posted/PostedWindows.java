package io.baton.deadline.posted;

import io.baton.engine.DeployedTable;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What the deployed tables say of windows, ladders, working hours and closing days, row by row and in their order. */
@Service
class PostedWindows {

    private final DeployedTable tables;

    PostedWindows(DeployedTable tables) {
        this.tables = tables;
    }

    /**
     * Everything that is posted. The first window that fits counts, so those for few stand above that for everybody.
     *
     * @param closingDays of every team and region
     */
    record Posted(List<PostedWindow> windows, List<Hours> calendars, List<Day> closingDays) {}

    /** A row of {@code follow-up-windows.dmn}; a condition that is empty holds for everybody. */
    record PostedWindow(
            String window,
            String label,
            String playbook,
            String stage,
            String valueTier,
            String severity,
            String duration,
            String reminders,
            String again,
            String longestPause,
            List<PostedRung> ladder) {}

    /** A row of {@code escalation.dmn} that can count for a window. */
    record PostedRung(String rung, String valueTier, String severity, String promised, String what, String next) {}

    /** A row of {@code business-calendars.dmn}. */
    record Hours(String team, String region, String calendar, String zone, String holidays, String hours) {}

    /** A row of {@code closing-days.dmn}. */
    record Day(String team, String region, String date, String label, String hours) {}

    Posted now() {
        List<Map<String, String>> rungs = tables.rows("escalation");
        return new Posted(
                tables.rows("follow-up-windows").stream()
                        .map(row -> window(row, rungs))
                        .toList(),
                tables.rows("business-calendars").stream()
                        .map(row -> new Hours(
                                cell(row, "team"),
                                cell(row, "region"),
                                cell(row, "calendar"),
                                cell(row, "zone"),
                                cell(row, "holidays"),
                                cell(row, "hours")))
                        .toList(),
                tables.rows("closing-days").stream()
                        .map(row -> new Day(
                                cell(row, "team"),
                                cell(row, "region"),
                                cell(row, "date"),
                                cell(row, "label"),
                                cell(row, "hours")))
                        .toList());
    }

    private static PostedWindow window(Map<String, String> row, List<Map<String, String>> rungs) {
        String ladder = cell(row, "ladder");
        return new PostedWindow(
                cell(row, "window"),
                cell(row, "label"),
                cell(row, "playbook"),
                cell(row, "stage"),
                cell(row, "valueTier"),
                cell(row, "severity"),
                cell(row, "duration"),
                cell(row, "reminders"),
                cell(row, "again"),
                cell(row, "longestPause"),
                ladder.isEmpty()
                        ? List.of()
                        : rungs.stream()
                                .filter(rung -> counts(cell(rung, "ladder"), ladder))
                                .map(PostedWindows::rung)
                                .toList());
    }

    private static boolean counts(String ladders, String ladder) {
        return ladders.isEmpty() || List.of(ladders.split(" or ")).contains(ladder);
    }

    private static PostedRung rung(Map<String, String> row) {
        return new PostedRung(
                cell(row, "rung"),
                cell(row, "valueTier"),
                cell(row, "severity"),
                cell(row, "promised"),
                cell(row, "label"),
                cell(row, "next"));
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
