package io.baton.deadline.posted;

import io.baton.deadline.posted.PostedWindows.Day;
import io.baton.deadline.posted.PostedWindows.Hours;
import io.baton.deadline.posted.PostedWindows.Posted;
import io.baton.deadline.posted.PostedWindows.PostedRung;
import io.baton.deadline.posted.PostedWindows.PostedWindow;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** Writes what is posted as a page for people. */
final class WindowsPage {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>By when each step is done</title>
            <link rel="stylesheet" href="/windows.css">
            </head>
            <body>
            <main>
            <h1>By when each step is done</h1>
            <p>Made from the tables that count at this moment. Of several rows for a step, the first that fits counts. A date
            that was agreed with the customer goes before the window.</p>
            """;

    private static final String END = "</main>\n</body>\n</html>\n";

    private WindowsPage() {}

    static String of(Posted posted) {
        return HEAD
                + table(
                        List.of(
                                "Step",
                                "For",
                                "Done within",
                                "Reminder",
                                "If missed, again every",
                                "Who is told",
                                "Longest pause"),
                        posted.windows().stream().map(WindowsPage::row))
                + "<h2>Working hours</h2>\n"
                + table(
                        List.of("For", "Calendar", "Hours", "Time zone", "Public holidays"),
                        posted.calendars().stream().map(WindowsPage::row))
                + "<h2>Days with hours of their own</h2>\n"
                + (posted.closingDays().isEmpty()
                        ? "<p>None.</p>\n"
                        : table(
                                List.of("Day", "What", "Hours", "For"),
                                posted.closingDays().stream().map(WindowsPage::row)))
                + END;
    }

    private static String row(PostedWindow window) {
        return cells(
                text(window.label().isEmpty() ? window.window() : window.label()),
                text(whom(
                        named("playbook", window.playbook()),
                        named("stage", window.stage()),
                        named("value", window.valueTier()),
                        named("severity", window.severity()))),
                text(window.duration().replace(", ", ", then ")),
                text(reminders(window.reminders())),
                text(window.again()),
                ladder(window.ladder()),
                text(window.longestPause().isEmpty() ? "none" : window.longestPause()));
    }

    private static String reminders(String reminders) {
        return reminders.isEmpty()
                ? "none"
                : Stream.of(reminders.split("\\s*,\\s*"))
                        .map(reminder -> reminder.endsWith("before") ? reminder : "after " + reminder)
                        .collect(Collectors.joining(", "));
    }

    private static String ladder(List<PostedRung> rungs) {
        if (rungs.isEmpty()) {
            return "nobody else";
        }
        return rungs.stream()
                .map(rung -> "<li>" + text(place(rung) + told(rung)) + "</li>")
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    }

    /** The first row that fits counts for a rung; one that names none is for all rungs after the others. */
    private static String place(PostedRung rung) {
        String cell = rung.rung();
        if (cell.matches("\\d+")) {
            return cell + ". ";
        }
        if (cell.matches(">= ?\\d+")) {
            return "From rung " + cell.substring(2).strip() + " on: ";
        }
        return cell.isEmpty() ? "After that: " : cell + ": ";
    }

    private static String told(PostedRung rung) {
        String whom = whom(
                named("value", rung.valueTier()),
                named("severity", rung.severity()),
                rung.promised().equals("true") ? "a promised date" : "");
        return (whom.equals("everybody") ? "" : "For " + whom + ": ")
                + rung.what()
                + (rung.next().isEmpty() ? "" : "; the next after " + rung.next());
    }

    private static String row(Hours hours) {
        return cells(
                text(whom(named("team", hours.team()), named("region", hours.region()))),
                text(hours.calendar()),
                text(hours.hours()),
                text(hours.zone().isEmpty() ? "the team's" : hours.zone()),
                text(hours.holidays().isEmpty() ? "none" : hours.holidays()));
    }

    private static String row(Day day) {
        return cells(
                text(day.date().length() == "12-24".length() ? day.date() + " every year" : day.date()),
                text(day.label()),
                text(day.hours()),
                text(whom(named("team", day.team()), named("region", day.region()))));
    }

    private static String named(String what, String value) {
        return value.isEmpty() ? "" : what + " " + value;
    }

    private static String whom(String... conditions) {
        String whom = Stream.of(conditions).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
        return whom.isEmpty() ? "everybody" : whom;
    }

    private static String table(List<String> heads, Stream<String> rows) {
        return "<table>\n<thead>\n<tr>"
                + heads.stream()
                        .map(head -> "<th scope=\"col\">" + text(head) + "</th>")
                        .collect(Collectors.joining())
                + "</tr>\n</thead>\n<tbody>\n"
                + rows.collect(Collectors.joining())
                + "</tbody>\n</table>\n";
    }

    /** The first cell says what the row is about; the cells are HTML. */
    private static String cells(String first, String... others) {
        return "<tr><th scope=\"row\">" + first + "</th>"
                + Stream.of(others).map(cell -> "<td>" + cell + "</td>").collect(Collectors.joining())
                + "</tr>\n";
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
