package io.baton.sheet;

import io.baton.api.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** One sheet of an Excel workbook. */
final class XlsxFile implements SheetFile {

    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_DECIMALS = 6;
    private static final int MOST_DIGITS = 30;
    /** What Excel calls the day after 9999-12-31, behind which it knows none. */
    private static final BigDecimal BEHIND_LAST_DAY = BigDecimal.valueOf(2_958_466);

    /** The built-in formats of dates, which have no text of their own in the file. */
    private static final int FIRST_DATE_FORMAT = 14;

    private static final int LAST_DATE_FORMAT = 17;
    private static final int DATE_AND_TIME_FORMAT = 22;
    private static final int LONGEST_FORMAT = 255;
    private static final int MOST_MERGED_SHOWN = 5;

    private final Path file;
    private final String sheet;
    private final List<String> warnings;

    private XlsxFile(Path file, String sheet, List<String> warnings) {
        this.file = file;
        this.sheet = sheet;
        this.warnings = warnings;
    }

    static XlsxFile open(Path file, @Nullable String wanted) throws IOException {
        XlsxArchive archive = XlsxArchive.check(file);
        try (ReadableWorkbook workbook = workbook(file)) {
            List<String> warnings = new ArrayList<>();
            List<Sheet> sheets = workbook.getSheets().toList();
            Sheet sheet = wanted == null ? firstWithData(sheets, warnings) : named(sheets, wanted);
            List<String> merged = archive.mergedCells(sheet.getName());
            if (!merged.isEmpty()) {
                warnings.add("Merged cells: only the first of each holds its text, the others are empty ("
                        + String.join(", ", merged.subList(0, Math.min(merged.size(), MOST_MERGED_SHOWN)))
                        + (merged.size() > MOST_MERGED_SHOWN
                                ? " and " + (merged.size() - MOST_MERGED_SHOWN) + " more"
                                : "")
                        + ").");
            }
            return new XlsxFile(file, sheet.getName(), List.copyOf(warnings));
        } catch (ExcelReaderException e) {
            throw damaged();
        }
    }

    private static ReadableWorkbook workbook(Path file) throws IOException {
        return new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
    }

    private static Sheet named(List<Sheet> sheets, String wanted) {
        return sheets.stream()
                .filter(it -> it.getName().strip().equalsIgnoreCase(wanted.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.ofField(
                        "sheet",
                        "'" + wanted + "' is not in the workbook; its sheets are "
                                + String.join(
                                        ", ",
                                        sheets.stream().map(Sheet::getName).toList())));
    }

    private static Sheet firstWithData(List<Sheet> sheets, List<String> warnings) throws IOException {
        List<Sheet> filled = new ArrayList<>();
        for (Sheet sheet : sheets) {
            if (sheet.getVisibility() == SheetVisibility.VISIBLE && holdsAnything(sheet)) {
                filled.add(sheet);
            }
        }
        if (filled.isEmpty()) {
            throw Refusal.ofField("file", "is a workbook whose sheets are all empty or hidden");
        }
        if (filled.size() > 1) {
            warnings.add("The workbook has more sheets: %s is read; name another one to read that: %s."
                    .formatted(
                            filled.get(0).getName(),
                            String.join(
                                    ", ",
                                    filled.subList(1, filled.size()).stream()
                                            .map(Sheet::getName)
                                            .toList())));
        }
        return filled.get(0);
    }

    private static boolean holdsAnything(Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.anyMatch(
                    row -> row.stream().anyMatch(cell -> cell != null && cell.getType() != CellType.EMPTY));
        }
    }

    @Override
    public String description() {
        return "XLSX, sheet " + sheet;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public void read(Consumer<SourceRow> sink) throws IOException {
        try (ReadableWorkbook workbook = workbook(file)) {
            Sheet found = workbook.findSheet(sheet).orElseThrow(XlsxFile::damaged);
            try (Stream<Row> rows = found.openStream()) {
                long[] count = {0};
                rows.forEach(row -> row(row).ifPresent(it -> {
                    if (++count[0] > MOST_ROWS + 1) {
                        throw Refusal.ofField("file", "has more than " + MOST_ROWS + " rows; split it");
                    }
                    sink.accept(it);
                }));
            }
        } catch (ExcelReaderException e) {
            throw damaged();
        }
    }

    private static Optional<SourceRow> row(Row row) {
        int width = 0;
        for (Cell cell : row) {
            if (cell != null && cell.getType() != CellType.EMPTY) {
                width = cell.getColumnIndex() + 1;
            }
        }
        if (width > MOST_COLUMNS) {
            throw Refusal.ofField("file", "has more than " + MOST_COLUMNS + " columns in row " + row.getRowNum());
        }
        List<String> cells = new ArrayList<>(width);
        StringBuilder kinds = new StringBuilder(width);
        for (int i = 0; i < width; i++) {
            Cell cell = row.getOptionalCell(i).orElse(null);
            CellKind kind = cell == null ? CellKind.TEXT : kind(cell);
            String text = cell == null ? "" : text(cell, kind);
            if (text.length() > LONGEST_CELL) {
                kind = CellKind.TOO_LONG;
                text = text.substring(0, LONGEST_CELL);
            }
            cells.add(text);
            kinds.append(kind.id());
        }
        return cells.stream().allMatch(String::isEmpty)
                ? Optional.empty()
                : Optional.of(new SourceRow(row.getRowNum(), cells, kinds.toString()));
    }

    private static CellKind kind(Cell cell) {
        if (cell.getFormula() != null || cell.getType() == CellType.FORMULA) {
            return CellKind.FORMULA;
        }
        return switch (cell.getType()) {
            case NUMBER -> ofNumber(cell);
            case ERROR -> CellKind.ERROR;
            default -> CellKind.TEXT;
        };
    }

    /** A number or a day, unless it is one that nobody can write out: some few characters stand for any number of digits. */
    private static CellKind ofNumber(Cell cell) {
        BigDecimal number = cell.asNumber();
        if (isDate(cell)) {
            boolean isDay = number.signum() >= 0 && number.compareTo(BEHIND_LAST_DAY) < 0;
            return isDay ? CellKind.DATE : CellKind.ERROR;
        }
        return digitsBeforePoint(number) > MOST_DIGITS ? CellKind.ERROR : CellKind.NUMBER;
    }

    private static long digitsBeforePoint(BigDecimal number) {
        return number.signum() == 0 ? 1 : (long) number.precision() - number.scale();
    }

    /** What was counted in floating point carries noise far behind the point. */
    private static String plain(BigDecimal number) {
        if (number.signum() == 0 || digitsBeforePoint(number) < -MOST_DECIMALS) {
            return "0";
        }
        return number.setScale(Math.min(Math.max(number.scale(), 0), MOST_DECIMALS), RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String text(Cell cell, CellKind kind) {
        return switch (kind) {
            case FORMULA -> "=" + cell.getFormula();
            case DATE -> cell.asDate().toLocalDate().toString();
            case NUMBER -> plain(cell.asNumber());
            case ERROR -> String.valueOf(cell.getRawValue());
            default ->
                cell.getType() == CellType.EMPTY
                        ? ""
                        : HarmlessText.read(CsvFile.strip(cell.getText() == null ? "" : cell.getText()));
        };
    }

    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && (id >= FIRST_DATE_FORMAT && id <= LAST_DATE_FORMAT || id == DATE_AND_TIME_FORMAT)) {
            return true;
        }
        String format = cell.getDataFormatString();
        // No spreadsheet writes longer ones, and the pattern below looks far ahead from every bracket.
        if (format == null || format.length() > LONGEST_FORMAT) {
            return false;
        }
        // Colours, currencies and texts in a format have letters, too.
        String letters = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
        return letters.contains("y") || letters.contains("d") && letters.contains("m");
    }

    private static Refusal damaged() {
        return Refusal.ofField("file", "is a damaged workbook; open it and save it again");
    }
}
