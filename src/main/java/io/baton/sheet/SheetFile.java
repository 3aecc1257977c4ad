package io.baton.sheet;

import io.baton.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file with a table in it, checked for what it is and ready to be read row by row, as often as one likes. */
public interface SheetFile {

    /** More rows than a team's customers; a file of this many is another system's dump. */
    int MOST_ROWS = 200_000;

    /** More columns than people look at. */
    int MOST_COLUMNS = 200;

    /** How it was read, in words, such as "CSV, UTF-8, separated by ;". */
    String description();

    /** What should be looked at though the file can be read, in words. */
    List<String> warnings();

    /**
     * Reads the rows in their order.
     *
     * @throws Refusal where the file breaks off or is larger than {@link #MOST_ROWS} or {@link #MOST_COLUMNS}
     * @throws IOException where the file cannot be read any more
     */
    void read(Consumer<SourceRow> rows) throws IOException;

    /**
     * Finds out what a file is.
     *
     * @param name what the sender calls it; it has to fit what is in it
     * @param sheet the name of the sheet, or null for the first one that holds anything
     * @throws Refusal where it is no CSV or XLSX file, not what its name says, or has no such sheet
     */
    static SheetFile open(Path file, String name, @Nullable String sheet) throws IOException {
        String extension = name.substring(name.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
        if (Files.size(file) == 0) {
            throw Refusal.ofField("file", "is empty");
        }
        boolean isWorkbook = FileContent.of(file) == FileContent.WORKBOOK;
        if (isWorkbook && List.of("csv", "tsv", "txt").contains(extension)) {
            throw Refusal.ofField(
                    "file", "is an Excel workbook, though its name ends with ." + extension + "; name it .xlsx");
        }
        if (!isWorkbook && List.of("xlsx", "xlsm").contains(extension)) {
            throw Refusal.ofField("file", "is plain text, though its name ends with ." + extension + "; name it .csv");
        }
        if (!isWorkbook && sheet != null) {
            throw Refusal.ofField("sheet", "is '" + sheet + "', but a CSV file has no sheets; leave it out");
        }
        return isWorkbook ? XlsxFile.open(file, sheet) : CsvFile.open(file);
    }
}
