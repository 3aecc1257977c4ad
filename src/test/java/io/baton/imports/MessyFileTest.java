package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ManagementService;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A file as teams have them after ten years, with everything in it that people do to a spreadsheet: of each of its rows it
 * is known beforehand what is to become of it.
 */
@BatonTest
@Tag("C36")
class MessyFileTest {

    private static final String HEADINGS =
            "Kunde;Ansprechpartner;E-Mail;Telefon;Phase;Betrag;Währung;Nächster Schritt;Fällig am;Notiz;Land";
    private static final int WIDTH = 11;

    private static final List<String> DATES = List.of(
            "yyyy-MM-dd",
            "dd.MM.yyyy",
            "d.M.yy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "d. MMMM yyyy",
            "d-MMM-yy",
            "MMM d, yyyy",
            "yyyyMMdd",
            "yyyy/MM/dd HH:mm",
            "dd.MM.yyyy HH:mm:ss");
    private static final List<String> AMOUNTS = List.of(
            "1234", "1.234,50", "1,234.50", "1'234.50", "1 234,50", "€ 1.200,-", "12000 EUR", "1.200 €", "EUR 99", "");
    private static final List<String> STAGES = List.of(
            "Interessent", "QUALIFIZIERT", "Angebot ", "verhandlung", "Gewonnen", "In Arbeit", "Bestandskunde", "");

    @Autowired
    private Rest rest;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private JdbcClient jdbc;

    private ImportDoor imports;

    @BeforeEach
    void openTheDoor() {
        imports = new ImportDoor(rest, jobs);
    }

    @Test
    void saysOfEachOfFiftyThousandRowsWhatIsToBecomeOfIt() throws InterruptedException {
        MessyFile file = new MessyFile(new Random(20), 50_000);
        byte[] csv = file.csv(';', "\r\n").getBytes(Charset.forName("windows-1252"));

        long id;
        try (var analyst = new Analyst()) {
            id = dryRun("kunden.csv", csv);
        }

        assertThat(rest.get("max", "/api/imports/" + id).body().get("readAs").asText())
                .isEqualTo("CSV, windows-1252, separated by ;");
        assertThat(told(id)).containsExactlyElementsOf(file.expected(true));
    }

    @Test
    void readsTheSameOutOfEveryKindOfFile() throws IOException {
        MessyFile file = new MessyFile(new Random(7), 1_500);
        List<String> lines = file.expected(true);

        assertThat(told(dryRun("a.csv", ("\uFEFF" + file.csv(';', "\n")).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(lines);
        assertThat(told(dryRun("b.csv", file.csv(',', "\r\n").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(lines);
        assertThat(told(dryRun("c.tsv", file.csv('\t', "\n").getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(lines);
        assertThat(told(dryRun("d.csv", ("sep=|\r\n" + file.csv('|', "\r\n")).getBytes(StandardCharsets.UTF_8))))
                .hasSameSizeAs(lines);
        assertThat(told(dryRun("e.xlsx", file.workbook()))).isEqualTo(file.expected(false));
    }

    /**
     * Tells the database's planner all the while what it can see of the rows that nobody has committed yet: nothing. A search
     * that such a planner sends the wrong way takes many minutes here.
     */
    private final class Analyst implements AutoCloseable {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final Future<?> work = thread.scheduleWithFixedDelay(this::analyse, 0, 1, TimeUnit.SECONDS);

        private void analyse() {
            List.of("arrival", "import_row", "import_key")
                    .forEach(table -> jdbc.sql("analyze " + table).update());
        }

        @Override
        public void close() throws InterruptedException {
            assertThat(work.isDone()).as("it went on to the end").isFalse();
            thread.shutdown();
            assertThat(thread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private long dryRun(String name, byte[] content) {
        Answer answer = imports.post("max", "?dryRun=true", name, content, Map.of());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        long id = answer.body().get("id").asLong();
        return id;
    }

    /** Of each row its line, what becomes of it, and the cell or the line that is the reason. */
    private List<String> told(long id) {
        List<String> told = new ArrayList<>();
        for (Long after = 0L; after != null; ) {
            JsonNode page = rest.get("max", "/api/imports/" + id + "/rows?size=500&after=" + after)
                    .body();
            for (JsonNode row : page.get("items")) {
                told.add(row.get("line").asLong() + " " + row.get("outcome").asText() + why(row));
            }
            after = page.get("next").isNull() ? null : page.get("next").asLong();
        }
        return told;
    }

    private static String why(JsonNode row) {
        if (row.get("problems").isEmpty()) {
            return "";
        }
        JsonNode problem = row.at("/problems/0");
        String cell = problem.get("cell").asText();
        return cell.isEmpty()
                ? " "
                        + problem.get("reason")
                                .asText()
                                .replaceAll("(about|of) the same customer as (line \\d+).*", "as $2")
                : " " + cell.replaceAll("\\d", "");
    }

    /** Writes the file, and remembers what is to become of each row. */
    private static final class MessyFile {

        private record Line(List<String> cells, String outcome, int twin) {}

        private final List<Line> lines = new ArrayList<>();
        private final Set<Integer> dialledAgain = new HashSet<>();
        private final Random random;

        MessyFile(Random random, int rows) {
            this.random = random;
            for (int i = 0; i < rows; i++) {
                add(i);
            }
        }

        private void add(int i) {
            int twin = lines.isEmpty() ? -1 : random.nextInt(lines.size());
            boolean hasTwin = twin >= 0 && lines.get(twin).outcome().equals("new");
            List<String> cells = row(i);
            String outcome = "new";
            int of = -1;
            switch (random.nextInt(40)) {
                case 0 -> {
                    cells.set(0, "");
                    outcome = "refused names no company";
                }
                case 1 -> {
                    cells.set(2, "");
                    cells.set(3, " ");
                    outcome = "refused has neither a mail address nor a phone number";
                }
                case 2 -> {
                    cells.set(2, "ask him");
                    outcome = "refused C";
                }
                case 3 -> {
                    cells.set(8, one("31.02.2027", "KW 12", "next week", "2027-13-01"));
                    outcome = "refused I";
                }
                case 4 -> {
                    cells.set(4, one("Phase 3", "hot!", "42"));
                    outcome = "refused E";
                }
                case 5 -> {
                    cells.set(0, "=HYPERLINK(\"http://evil.example\")");
                    outcome = "refused A";
                }
                case 6 -> {
                    cells.set(5, one("a lot", "1.2.3", "-5"));
                    outcome = "refused F";
                }
                case 7, 8 -> {
                    if (hasTwin) {
                        // Somebody copied the row, and somebody else tidied up the letters.
                        cells = new ArrayList<>(lines.get(twin).cells());
                        cells.set(0, cells.get(0).toUpperCase(Locale.GERMAN));
                        outcome = "duplicate speaks";
                        of = twin;
                    }
                }
                case 9, 10 -> {
                    if (hasTwin) {
                        cells.set(2, lines.get(twin).cells().get(2).toUpperCase(Locale.ROOT));
                        outcome = "duplicate is certainly";
                        of = twin;
                    }
                }
                case 11 -> {
                    // Else the third of them repeats the second.
                    if (hasTwin && dialledAgain.add(twin)) {
                        cells.set(0, lines.get(twin).cells().get(0).strip() + " GmbH & Co. KG");
                        cells.set(2, "");
                        cells.set(
                                3,
                                lines.get(twin)
                                        .cells()
                                        .get(3)
                                        .replace("+49 ", "0")
                                        .replace(" ", "-"));
                        outcome = "duplicate is certainly";
                        of = twin;
                    }
                }
                default -> {
                    // As it is.
                }
            }
            lines.add(new Line(cells, outcome, of));
        }

        private List<String> row(int i) {
            String word = Integer.toString(46_656 + i * 7_919, 36);
            String company = one("Müller ", "  Söhne\u00A0", "Grün & ", "Café ") + word + " "
                    + Long.toString(Math.abs(random.nextLong()), 36);
            LocalDate due = LocalDate.now().plusMonths(1).withDayOfMonth(13 + random.nextInt(15));
            return new ArrayList<>(List.of(
                    company,
                    one("Anna Groß", "Dr. Jörg Weiß", "Zoë\u00A0Özil", "Vor Nach") + " " + i,
                    "info@" + word + ".example" + one("", " "),
                    "+49 30 " + (1_000_000 + i),
                    one(STAGES.toArray(String[]::new)),
                    one(AMOUNTS.toArray(String[]::new)),
                    "EUR",
                    one("anrufen", "\"dringend\" anrufen; dann, schreiben", "-", "+ nachfassen", ""),
                    due.format(DateTimeFormatter.ofPattern(
                            one(DATES.toArray(String[]::new))
                                    .replace("HH:mm:ss", "'09:30:00'")
                                    .replace("HH:mm", "'09:30'"),
                            Locale.ENGLISH)),
                    one("", "erste Zeile\nzweite; Zeile", "sagt \"nein\"", "  ", "a,b;c\td|e"),
                    one("DE", "Deutschland", "germany")));
        }

        private String one(String... of) {
            return of[random.nextInt(of.length)];
        }

        /** With a separator at the end of each line, as some write it, and empty lines between. */
        String csv(char separator, String lineEnd) {
            StringBuilder csv = new StringBuilder(HEADINGS.replace(';', separator)).append(lineEnd);
            for (int i = 0; i < lines.size(); i++) {
                csv.append(blankBefore(i) ? String.valueOf(separator).repeat(WIDTH - 1) + lineEnd : "");
                List<String> cells = lines.get(i).cells();
                for (int c = 0; c < cells.size(); c++) {
                    csv.append(c == 0 ? "" : separator).append(quoted(cells.get(c), separator));
                }
                csv.append(lineEnd);
            }
            return csv.toString();
        }

        private static String quoted(String cell, char separator) {
            return cell.indexOf(separator) < 0
                            && cell.indexOf('"') < 0
                            && cell.indexOf('\n') < 0
                            && cell.length() % 7 != 0
                    ? cell
                    : '"' + cell.replace("\"", "\"\"") + '"';
        }

        byte[] workbook() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (Workbook book = new Workbook(out, "Test", "1.0")) {
                book.newWorksheet("Leer");
                Worksheet sheet = book.newWorksheet("Kunden");
                String[] headings = HEADINGS.split(";");
                for (int c = 0; c < WIDTH; c++) {
                    sheet.value(0, c, headings[c]);
                }
                int row = 1;
                for (int i = 0; i < lines.size(); i++) {
                    row += blankBefore(i) ? 1 : 0;
                    for (int c = 0; c < WIDTH; c++) {
                        String cell = lines.get(i).cells().get(c);
                        if (cell.startsWith("=")) {
                            sheet.formula(row, c, cell.substring(1));
                        } else {
                            sheet.value(row, c, cell);
                        }
                    }
                    row++;
                }
            }
            return out.toByteArray();
        }

        private static boolean blankBefore(int i) {
            return i % 97 == 96;
        }

        /** @param breaksCount whether a line break within a cell begins a line of the file */
        List<String> expected(boolean breaksCount) {
            List<String> expected = new ArrayList<>();
            long[] at = new long[lines.size()];
            long line = 2;
            for (int i = 0; i < lines.size(); i++) {
                line += blankBefore(i) ? 1 : 0;
                at[i] = line++;
                line += breaksCount
                        ? lines.get(i).cells().stream()
                                .mapToLong(cell ->
                                        cell.chars().filter(c -> c == '\n').count())
                                .sum()
                        : 0;
                Line of = lines.get(i);
                expected.add(at[i] + " " + of.outcome() + (of.twin() < 0 ? "" : " as line " + at[of.twin()]));
            }
            return expected;
        }
    }
}
