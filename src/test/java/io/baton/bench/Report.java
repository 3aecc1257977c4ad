package io.baton.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.bench.Comparison.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures for people and for programs. */
class Report {

    private static final Path FOLDER = Path.of("target", "bench");
    private static final int MOST_SHOWN = 40;
    private static final List<String> ARMS = List.of("baton", "bare");

    private final String server;
    private final List<Comparison> comparisons;

    Report(String server, List<Comparison> comparisons) {
        this.server = server;
        this.comparisons = comparisons;
    }

    /** The tables as Markdown that is also readable as it is. */
    String tables() {
        StringBuilder text = new StringBuilder("""
                # Baton beside the bare engine

                %s, Java %s, %d processors, %s

                `bare` is Camunda 7.24.0 alone as the Spring Boot starter sets it: history full, UUIDs, batched \
                statements, no authorization. It has the same diagrams, tables and forms, steps that do nothing but \
                answer the gateway behind them, and what Baton keeps in tables as process variables (five of the lead; \
                the forms' answers). Nothing for the journal, the contact or the agreed dates. Both have the same \
                driver, %d connections, one server with fsync, synchronous_commit and full_page_writes on. In both \
                the job executor and the metrics reporter are off. Autovacuum is off; each pass begins with VACUUM \
                ANALYZE of the arm's tables and CHECKPOINT, so that it pays for the image of each page it touches first. \
                Passes run in turn: baton, bare, bare, baton.

                Each cell is the median of the passes for one unit, with the least and the most; the last column is \
                baton / bare. Statements, rows, commits and the write-ahead log are the server's own counts. Times hold \
                for this machine and hour only.
                """.formatted(
                        server,
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors(),
                        Instant.now().toString().substring(0, 16).replace('T', ' ') + " UTC",
                        Arm.CONNECTIONS));
        comparisons.forEach(comparison -> table(text, comparison));
        return text.toString();
    }

    private static void table(StringBuilder text, Comparison comparison) {
        text.append("\n## %s, %s: %d passes of %d\n\n%s\n\n"
                .formatted(
                        capitalised(comparison.workload().label()),
                        comparison.threads() == 1 ? "1 thread" : comparison.threads() + " threads",
                        comparison.passes().get("baton").size(),
                        comparison.workload().units(),
                        "Unit: " + comparison.workload().unit() + "."));
        row(text, "per unit", "baton", "bare", "ratio");
        text.append("|%s|%s:|%s:|%s:|\n".formatted("-".repeat(31), "-".repeat(32), "-".repeat(32), "-".repeat(7)));
        Kind.all()
                .forEach(kind -> row(
                        text,
                        kind.label(),
                        cell(comparison, "baton", kind),
                        cell(comparison, "bare", kind),
                        "%.2f".formatted(comparison.ratio(kind))));
    }

    private static void row(StringBuilder text, String what, String ours, String theirs, String ratio) {
        text.append("| %-29s | %31s | %31s | %6s |\n".formatted(what, ours, theirs, ratio));
    }

    private static String cell(Comparison comparison, String arm, Kind kind) {
        return "%s (%s–%s)"
                .formatted(
                        kind.show(comparison.median(arm, kind)),
                        kind.show(comparison.least(arm, kind)),
                        kind.show(comparison.most(arm, kind)));
    }

    /** Where the statements and the write-ahead log of the last passes went. */
    String details() {
        StringBuilder text = new StringBuilder();
        for (Comparison comparison : comparisons) {
            for (String arm : ARMS) {
                String title = "%s, %d thread(s), %s"
                        .formatted(capitalised(comparison.workload().label()), comparison.threads(), arm);
                List<Meter.Cost> costs = comparison.statements().get(arm);
                costs(text, title + ": most frequent", costs, Meter.Cost::calls);
                costs(text, title + ": most written", costs, Meter.Cost::wal);
            }
        }
        return text.toString();
    }

    private static void costs(
            StringBuilder text, String title, List<Meter.Cost> costs, ToDoubleFunction<Meter.Cost> order) {
        text.append("\n### ").append(title).append("\n\n| calls | WAL bytes | statement |\n|---:|---:|---|\n");
        costs.stream()
                .sorted(Comparator.comparingDouble(order).reversed())
                .limit(MOST_SHOWN)
                .forEach(cost -> text.append("| %.2f | %,.0f | `%s` |\n"
                        .formatted(
                                cost.calls(),
                                cost.wal(),
                                cost.sql().replace("|", "\\|").replace("`", "'"))));
    }

    /** Writes {@code report.md} and {@code report.json}. */
    void write() throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("report.md"), tables() + details());
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(FOLDER.resolve("report.json").toFile(), data());
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("at", Instant.now().toString());
        data.put("server", server);
        data.put("java", Runtime.version().toString());
        data.put("processors", Runtime.getRuntime().availableProcessors());
        data.put("comparisons", comparisons.stream().map(Report::data).toList());
        return data;
    }

    private static Map<String, Object> data(Comparison comparison) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("workload", comparison.workload().label());
        data.put("threads", comparison.threads());
        data.put("unitsPerPass", comparison.workload().units());
        Map<String, Double> ratios = new LinkedHashMap<>();
        Kind.all().forEach(kind -> ratios.put(kind.name().toLowerCase(Locale.ROOT), comparison.ratio(kind)));
        data.put("ratios", ratios);
        data.put("passes", comparison.passes());
        return data;
    }

    private static String capitalised(String label) {
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }
}
