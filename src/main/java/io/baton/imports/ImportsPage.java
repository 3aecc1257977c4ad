package io.baton.imports;

import io.baton.imports.ImportReader.RowPage;
import io.baton.imports.ImportStore.RowView;
import io.baton.imports.ImportView.ColumnView;
import io.baton.imports.UnknownWords.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Writes imports as pages for people, which work without any script. */
final class ImportsPage {

    private static final String END = "</main>\n</body>\n</html>\n";

    private final String token;

    /** @param token goes with everything that changes something, or an empty text where the caller needs none */
    ImportsPage(String token) {
        this.token = token;
    }

    String list(List<ImportView> imports, @Nullable String error) {
        return head("Import customers", false)
                + problem(error)
                + """
                <p>Hand in a CSV or XLSX file of at most 32 MB. You see what would become of every row before anything is
                imported.</p>
                <form method="post" action="%s" enctype="multipart/form-data">
                <p><label>File <input type="file" name="file" accept=".csv,.tsv,.txt,.xlsx" required></label></p>
                <p><label>Sheet, if it is not the first <input type="text" name="sheet" maxlength="100"></label></p>
                <p><button>Check the file</button></p>
                </form>
                <h2>Earlier imports</h2>
                """.formatted(action("/imports"))
                + (imports.isEmpty()
                        ? "<p>None.</p>\n"
                        : table(
                                List.of("Import", "File", "By", "State", "What became of it"),
                                imports.stream()
                                        .map(it -> row(
                                                "<a href=\"/imports/%1$d\">%1$d</a>".formatted(it.id()),
                                                text(it.file()),
                                                text(it.by()),
                                                text(it.state()),
                                                text(it.summary())))
                                        .collect(Collectors.joining())))
                + END;
    }

    String one(ImportView it, Map<Field, String> fields, RowPage rows, String outcome, @Nullable String error) {
        boolean underWay = it.state().equals("running") || it.state().equals("undoing");
        return head("Import " + it.id() + ": " + it.file(), underWay)
                + "<p><a href=\"/imports\">All imports</a></p>\n"
                + problem(error)
                + "<p>%s · %s · handed in by %s</p>\n<p><strong>%s</strong></p>\n"
                        .formatted(text(it.state()), text(it.readAs()), text(it.by()), text(it.summary()))
                + list(it.questions())
                + list(it.warnings())
                + (it.state().equals("checked") ? checked(it, fields) : "")
                + (it.state().equals("done")
                                && it.progress().failed() + it.progress().refused() > 0
                        ? button(it, "retry", "Try the failed rows again")
                        : "")
                + (it.state().equals("done")
                        ? button(it, "undo", "Undo this import") + "<p>What people worked on since is kept.</p>\n"
                        : "")
                + (it.state().equals("undone") && it.progress().undoFailed() > 0
                        ? button(it, "undo", "Undo what could not be undone")
                        : "")
                + rows(it, rows, outcome)
                + END;
    }

    private String checked(ImportView it, Map<Field, String> fields) {
        return button(it, "start", "Import these rows")
                + button(it, "start?ask=true", "Ask once more in the Tasklist")
                + "<h2>Columns</h2>\n<form method=\"post\" action=\"%s\">\n"
                        .formatted(action("/imports/" + it.id() + "/mapping"))
                + table(
                        List.of("Column", "Heading", "First texts", "Holds", "Dates"),
                        it.columns().stream()
                                .map(column -> row(
                                        text(column.column()),
                                        text(column.heading()),
                                        text(String.join(" · ", column.samples())),
                                        holds(column, fields),
                                        dates(column)))
                                .collect(Collectors.joining()))
                + words(it.unknown())
                + "<p><label>Amounts without a currency are in <input type=\"text\" name=\"currency\" size=\"3\" maxlength=\"3\" placeholder=\"EUR\" value=\"%s\"></label></p>\n"
                        .formatted(text(Objects.requireNonNullElse(it.mapping().currency(), "")))
                + choice(
                        "Owners whom nobody knows",
                        "ownerNotFound",
                        it.mapping().ownerNotFound(),
                        Map.entry("refuse", "refuse the row"),
                        Map.entry("team", "give the customer to the stage's team"))
                + choice(
                        "Lost and former customers",
                        "closed",
                        it.mapping().closed(),
                        Map.entry("record", "keep a record"),
                        Map.entry("skip", "leave them out"))
                + choice(
                        "New customers who look like others",
                        "alike",
                        it.mapping().alike(),
                        Map.entry("compare", "ask somebody to compare them"),
                        Map.entry("note", "only say so in the row"))
                + "<p><button>Check again</button></p>\n</form>\n";
    }

    @SafeVarargs
    private static String choice(
            String label, String name, @Nullable String chosen, Map.Entry<String, String>... options) {
        return "<p><label>%s: <select name=\"%s\">%s</select></label></p>\n"
                .formatted(
                        text(label),
                        name,
                        Arrays.stream(options)
                                .map(it -> option(
                                        it.getKey(), it.getValue(), it.getKey().equals(chosen)))
                                .collect(Collectors.joining()));
    }

    /** What the file calls something by a word that nobody knows, and what it may stand for. */
    private static String words(List<Unknown> words) {
        return words.isEmpty()
                ? ""
                : "<h2>Words nobody knows</h2>\n"
                        + table(
                                List.of("Column holds", "Word", "Rows", "Stands for"),
                                words.stream()
                                        .map(it -> row(
                                                text(it.label()),
                                                text(it.word()),
                                                String.valueOf(it.rows()),
                                                "<select name=\"%s\" aria-label=\"What %s stands for\">%s%s</select>"
                                                        .formatted(
                                                                nameOf(it),
                                                                text(it.word()),
                                                                option("", "nothing known", it.meaning() == null),
                                                                it.options().stream()
                                                                        .map(option -> option(
                                                                                option,
                                                                                option,
                                                                                option.equals(it.meaning())))
                                                                        .collect(Collectors.joining()))))
                                        .collect(Collectors.joining()));
    }

    /** What the page calls the answer about a word, so that it fits whatever is in the word. */
    static String nameOf(Unknown word) {
        return "word-" + word.field() + "-"
                + HexFormat.of().formatHex(word.word().getBytes(StandardCharsets.UTF_8));
    }

    private static String holds(ColumnView column, Map<Field, String> fields) {
        String options = fields.entrySet().stream()
                .map(it ->
                        option(it.getKey().id(), it.getValue(), it.getKey().id().equals(column.field())))
                .collect(Collectors.joining());
        return "<select name=\"field-%s\" aria-label=\"What column %s holds\">%s%s</select>"
                .formatted(column.column(), column.column(), option("", "left out", column.field() == null), options);
    }

    private static String dates(ColumnView column) {
        if (column.dates() == null) {
            return "";
        }
        return "<select name=\"dates-%s\" aria-label=\"How dates in column %s are read\">%s%s%s</select>"
                .formatted(
                        column.column(),
                        column.column(),
                        option("", "undecided", column.dates().equals("undecided")),
                        option("day-first", "day first", column.dates().equals("day-first")),
                        option("month-first", "month first", column.dates().equals("month-first")));
    }

    private static String option(String value, String label, boolean chosen) {
        return "<option value=\"%s\"%s>%s</option>".formatted(text(value), chosen ? " selected" : "", text(label));
    }

    private static String rows(ImportView it, RowPage page, String outcome) {
        String kinds = List.of(
                        "", "new", "update", "unchanged", "alike", "duplicate", "refused", "skipped", "failed", "kept")
                .stream()
                .map(kind -> kind.equals(outcome)
                        ? "<strong>" + (kind.isEmpty() ? "all" : kind) + "</strong>"
                        : "<a href=\"/imports/%d?outcome=%s\">%s</a>"
                                .formatted(it.id(), kind, kind.isEmpty() ? "all" : kind))
                .collect(Collectors.joining(" · "));
        return "<h2>Rows</h2>\n<p>" + kinds + "</p>\n"
                + table(
                        List.of("Line", "Would be", "Was", "Customer", "Why"),
                        page.items().stream()
                                .map(row -> row(
                                        String.valueOf(row.line()),
                                        text(String.valueOf(row.outcome())),
                                        text(row.result() == null ? "" : row.result()),
                                        text(row.customer() == null ? "" : row.customer()),
                                        why(row)))
                                .collect(Collectors.joining()))
                + (page.next() == null
                        ? ""
                        : "<p><a href=\"/imports/%d?outcome=%s&amp;after=%d\">More rows</a></p>\n"
                                .formatted(it.id(), text(outcome), page.next()));
    }

    private static String why(RowView row) {
        String problems = row.problems().stream()
                .map(it -> text((it.cell() + " " + it.column() + " " + it.reason()).strip()))
                .collect(Collectors.joining("<br>"));
        String notes = row.notes().stream().map(ImportsPage::text).collect(Collectors.joining("<br>"));
        return problems.isEmpty() || notes.isEmpty() ? problems + notes : problems + "<br>" + notes;
    }

    private String button(ImportView it, String what, String label) {
        return "<form method=\"post\" action=\"%s\"><p><button>%s</button></p></form>\n"
                .formatted(action("/imports/" + it.id() + "/" + what), text(label));
    }

    private String action(String path) {
        return token.isEmpty() ? text(path) : text(path + (path.contains("?") ? "&" : "?") + "_csrf=" + token);
    }

    private static String head(String title, boolean again) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">%s
                <title>%s</title>
                <link rel="stylesheet" href="/windows.css">
                </head>
                <body>
                <main>
                <h1>%s</h1>
                """.formatted(again ? "\n<meta http-equiv=\"refresh\" content=\"5\">" : "", text(title), text(title));
    }

    private static String problem(@Nullable String error) {
        return error == null ? "" : "<p role=\"alert\"><strong>" + text(error) + "</strong></p>\n";
    }

    private static String list(List<String> lines) {
        return lines.stream().map(it -> "<p>" + text(it) + "</p>\n").collect(Collectors.joining());
    }

    private static String table(List<String> heads, String rows) {
        return "<table>\n<thead>\n<tr>"
                + heads.stream()
                        .map(head -> "<th scope=\"col\">" + text(head) + "</th>")
                        .collect(Collectors.joining())
                + "</tr>\n</thead>\n<tbody>\n" + rows + "</tbody>\n</table>\n";
    }

    /** The cells are HTML. */
    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) {
            row.append("<td>").append(cell).append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
