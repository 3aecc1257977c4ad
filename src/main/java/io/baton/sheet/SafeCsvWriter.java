package io.baton.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table that a spreadsheet opens without computing anything: UTF-8 with a byte order mark, and every text that
 * a formula could begin in made harmless, wherever a program may cut it. What a cell is decides that, not what it looks like: numbers, dates and phone
 * numbers in E.164 are written as they are.
 */
public final class SafeCsvWriter implements AutoCloseable {

    private static final Pattern E164 = Pattern.compile("\\+[0-9]{3,15}");

    private final CsvWriter csv;

    /** @param separator between the cells, {@code ;} or {@code ,} */
    public SafeCsvWriter(OutputStream out, char separator) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(writer);
    }

    /** A phone number: written as it is where it is one in E.164, else as a text. */
    public record Phone(String number) {}

    /** Writes a row of texts, numbers, dates, instants, truths and {@link Phone phones}; null is an empty cell. */
    public void row(List<? extends @Nullable Object> cells) {
        List<String> texts = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            texts.add(text(cell));
        }
        csv.writeRecord(texts);
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (cell instanceof Number || cell instanceof LocalDate || cell instanceof Instant || cell instanceof Boolean) {
            return cell.toString();
        }
        if (cell instanceof Phone phone && E164.matcher(phone.number()).matches()) {
            return phone.number();
        }
        return HarmlessText.write(cell instanceof Phone phone ? phone.number() : cell.toString());
    }

    /** Ends the table and whatever it is written to. */
    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** Hands on what was written so far. */
    public void flush() throws IOException {
        csv.flush();
    }
}
