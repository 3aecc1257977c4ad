package io.baton.sheet;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.baton.api.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file with separators, as every spreadsheet and CRM writes it in its own way. */
final class CsvFile implements SheetFile {

    /** Beyond this many characters a record is a quotation mark that somebody forgot, not text. */
    private static final int LONGEST_RECORD = 256 * 1024;

    private static final int LONGEST_CELL = 10_000;
    private static final int LOOKED_AT = 64 * 1024;
    private static final char[] SEPARATORS = {';', ',', '\t', '|'};
    private static final Map<Character, String> NAMES = Map.of(';', ";", ',', ",", '\t', "tabs", '|', "|");

    private final Path file;
    private final CharsetGuess charset;
    private final char separator;
    /** Excel's own first line "sep=;", which is no row. */
    private final boolean saysSeparator;

    private CsvFile(Path file, CharsetGuess charset, char separator, boolean saysSeparator) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
        this.saysSeparator = saysSeparator;
    }

    static CsvFile open(Path file) throws IOException {
        CharsetGuess charset = CharsetGuess.of(file);
        String start = start(file, charset);
        String firstLine = start.lines().findFirst().orElse("");
        if (firstLine.matches("sep=.")) {
            return new CsvFile(file, charset, firstLine.charAt(4), true);
        }
        return new CsvFile(file, charset, separator(start), false);
    }

    private static String start(Path file, CharsetGuess charset) throws IOException {
        try (Reader reader = charset.open(file)) {
            char[] start = new char[LOOKED_AT];
            int length = 0;
            for (int more = 0; more >= 0 && length < LOOKED_AT; length += Math.max(more, 0)) {
                more = reader.read(start, length, LOOKED_AT - length);
            }
            String text = new String(start, 0, length);
            int lastLine = text.lastIndexOf('\n');
            return length == LOOKED_AT && lastLine > 0 ? text.substring(0, lastLine + 1) : text;
        }
    }

    /** The one that cuts most rows into the same number of cells; where none cuts anything, it does not matter. */
    private static char separator(String start) {
        char best = SEPARATORS[0];
        long bestScore = 0;
        for (char candidate : SEPARATORS) {
            long score = score(start, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long score(String start, char separator) {
        Map<Integer, Integer> widths = new HashMap<>();
        int rows = 0;
        try (CsvReader<CsvRecord> reader = reader(separator).ofCsvRecord(new StringReader(start))) {
            for (CsvRecord row : reader) {
                widths.merge(row.getFieldCount(), 1, Integer::sum);
                rows++;
            }
        } catch (CsvParseException | IOException e) {
            // The sample ends in the middle of a cell, or this separator cuts through quotation marks: what was read
            // counts.
        }
        int all = Math.max(rows, 1);
        return widths.entrySet().stream()
                .filter(it -> it.getKey() > 1)
                // How many rows agree goes before how many cells they have: a comma stands in many a text.
                .mapToLong(it -> 1_000L * it.getValue() / all * 100 + Math.min(it.getKey(), 99))
                .max()
                .orElse(0);
    }

    private static CsvReader.CsvReaderBuilder reader(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_RECORD);
    }

    @Override
    public String description() {
        return "CSV, " + charset.charset().displayName() + ", separated by "
                + NAMES.getOrDefault(separator, String.valueOf(separator));
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void read(Consumer<SourceRow> rows) throws IOException {
        long count = 0;
        long line = 0;
        try (Reader text = behindSeparatorLine(charset.open(file));
                CsvReader<CsvRecord> reader = reader(separator).ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                line = record.getStartingLineNumber() + (saysSeparator ? 1 : 0);
                SourceRow row = row(line, record);
                if (row == null) {
                    continue;
                }
                if (++count > MOST_ROWS + 1) {
                    throw Refusal.ofField("file", "has more than " + MOST_ROWS + " rows; split it");
                }
                rows.accept(row);
            }
        } catch (CsvParseException e) {
            throw Refusal.ofField(
                    "file",
                    "cannot be read after line " + line
                            + ": a quotation mark is opened there and not closed, or one cell holds the rest of the file");
        }
    }

    private Reader behindSeparatorLine(Reader reader) throws IOException {
        if (!saysSeparator) {
            return reader;
        }
        BufferedReader lines = new BufferedReader(reader);
        lines.readLine();
        return lines;
    }

    private static @Nullable SourceRow row(long line, CsvRecord record) {
        int width = record.getFieldCount();
        List<String> cells = new ArrayList<>(width);
        StringBuilder kinds = new StringBuilder(width);
        boolean empty = true;
        for (int i = 0; i < width; i++) {
            if (i == MOST_COLUMNS && !record.getField(i).isBlank()) {
                throw Refusal.ofField("file", "has more than " + MOST_COLUMNS + " columns in line " + line);
            }
            String text = strip(record.getField(i));
            empty &= text.isEmpty();
            kinds.append(kind(text).id());
            cells.add(text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : HarmlessText.read(text));
        }
        return empty ? null : new SourceRow(line, cells, kinds.toString());
    }

    /** Also the spaces that do not break lines, which people paste from web pages. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        // No pattern: one that looks for the end from every blank takes minutes for a cell full of them.
        while (start < end && (isBlank(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).replace('\u0000', '\uFFFD');
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character >= '\t' && character <= '\r' || character == '\u00A0';
    }

    private static CellKind kind(String text) {
        if (text.length() > LONGEST_CELL) {
            return CellKind.TOO_LONG;
        }
        // A dash or a plus begins many a note and every phone number; what begins with = is meant to be computed.
        return text.startsWith("=") ? CellKind.FORMULA : CellKind.TEXT;
    }
}
