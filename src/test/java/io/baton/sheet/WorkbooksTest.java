package io.baton.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.baton.api.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C36")
class WorkbooksTest {

    @TempDir
    private Path folder;

    @Test
    void readsTypedCells() throws IOException {
        Path file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("Deals");
            sheet.value(0, 0, "Company");
            sheet.value(1, 0, " Kestrel ");
            sheet.value(1, 1, 1234.5);
            sheet.value(1, 2, LocalDate.of(2026, 12, 31));
            sheet.style(1, 2).format("dd.mm.yyyy").set();
            sheet.value(1, 3, 46387);
            sheet.style(1, 3).format("#,##0.00 \"days\"").set();
            sheet.formula(1, 4, "SUM(B1:B9)");
            sheet.value(1, 5, true);
            sheet.value(1, 6, 0.1 + 0.2);
        });

        List<SourceRow> rows = read(file, null);

        assertThat(rows.get(1).line()).isEqualTo(2);
        assertThat(rows.get(1).cells().subList(0, 4)).containsExactly("Kestrel", "1234.5", "2026-12-31", "46387");
        assertThat(rows.get(1).cell(6)).isEqualTo("0.3");
        assertThat(rows.get(1).kinds()).startsWith("tndnf");
        assertThat(rows.get(1).cell(4)).isEqualTo("=SUM(B1:B9)");
    }

    @Test
    void takesTheFirstSheetThatHoldsAnythingAndSaysSo() throws IOException {
        Path file = workbook(book -> {
            book.newWorksheet("Cover");
            book.newWorksheet("Deals").value(0, 0, "Company");
            book.newWorksheet("Old").value(0, 0, "Archive");
            Worksheet hidden = book.newWorksheet("Hidden");
            hidden.value(0, 0, "secret");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
        });

        SheetFile sheet = SheetFile.open(file, "deals.xlsx", null);

        assertThat(sheet.description()).isEqualTo("XLSX, sheet Deals");
        assertThat(sheet.warnings())
                .containsExactly("The workbook has more sheets: Deals is read; name another one to read that: Old.");
        assertThat(read(file, "old").get(0).cell(0)).isEqualTo("Archive");
    }

    @Test
    void namesTheSheetsWhereTheWantedOneIsMissing() throws IOException {
        Path file = workbook(book -> book.newWorksheet("Deals").value(0, 0, "Company"));

        assertThatThrownBy(() -> SheetFile.open(file, "deals.xlsx", "Kunden"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'Kunden' is not in the workbook; its sheets are Deals");
    }

    @Test
    void reportsMergedCells() throws IOException {
        Path file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("Deals");
            sheet.value(0, 0, "Company");
            sheet.value(1, 0, "Kestrel");
            sheet.range(1, 0, 3, 0).merge();
        });

        assertThat(SheetFile.open(file, "deals.xlsx", null).warnings())
                .singleElement()
                .asString()
                .contains("Merged cells")
                .contains("A2:A4");
    }

    @Test
    void refusesAnArchiveThatIsNoWorkbookAndAWorkbookByAnotherName() throws IOException {
        Path zip = folder.resolve("archive");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("customers.csv"));
            out.write("a;b".getBytes());
        }
        Path workbook = workbook(book -> book.newWorksheet("Deals").value(0, 0, "Company"));

        assertThatThrownBy(() -> SheetFile.open(zip, "customers.xlsx", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ZIP archive");
        assertThatThrownBy(() -> SheetFile.open(workbook, "customers.csv", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is an Excel workbook");
    }

    @Test
    void refusesAnArchiveThatUnpacksToMoreThanAnyTable() throws IOException {
        Path bomb = folder.resolve("bomb");
        byte[] zeros = new byte[1024 * 1024];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            out.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int i = 0; i < 500; i++) {
                out.write(zeros);
            }
        }

        assertThat(Files.size(bomb)).isLessThan(1024 * 1024);
        assertThatThrownBy(() -> SheetFile.open(bomb, "deals.xlsx", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("unpacks to more");
    }

    @Test
    void refusesAWorkbookThatBreaksOff() throws IOException {
        Path whole = workbook(book -> book.newWorksheet("Deals").value(0, 0, "Company"));
        Path half = folder.resolve("half");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> SheetFile.open(half, "deals.xlsx", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void readsOnAfterNumbersThatNobodyCanWriteOutAndHangsOnNone() throws IOException {
        Path file = withNumbers("1E1000000", "-1E2147483647", "1E-1000000", "1E400", "1", "1", "1", "1");

        List<SourceRow> rows = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(file, null));

        assertThat(rows.get(0).cells().subList(0, 4)).containsExactly("1E1000000", "-1E2147483647", "0", "1E400");
        assertThat(rows.get(0).kinds()).isEqualTo("eeneddddt");
    }

    @Test
    void readsOnAfterDatesThatNoCalendarHas() throws IOException {
        Path file = withNumbers("1", "1", "1", "1", "2958465.5", "2958466", "-1", "1E300");

        List<SourceRow> rows = read(file, null);

        assertThat(rows.get(0).cells().subList(4, 9)).containsExactly("9999-12-31", "2958466", "-1", "1E300", "end");
        assertThat(rows.get(0).kinds()).isEqualTo("nnnndeeet");
    }

    @Test
    void takesNumbersAsLargeAndAsSmallAsAnybodyCountsTo() throws IOException {
        Path file = withNumbers(
                "123456789012345678", "1.5E29", "-1234.5678901", "4.4408920985006262E-16", "0", "0.5", "46387", "60");

        List<SourceRow> rows = read(file, null);

        assertThat(rows.get(0).cells().subList(0, 4))
                .containsExactly("123456789012345678", "150000000000000000000000000000", "-1234.56789", "0");
        assertThat(rows.get(0).cell(6)).isEqualTo("2026-12-31");
        assertThat(rows.get(0).kinds()).isEqualTo("nnnnddddt");
    }

    @Test
    void refusesAndDoesNotHangOnANumberOfAMillionDigits() throws IOException {
        Path file = withNumbers("9".repeat(1_000_000), "1", "1", "1", "1", "1", "1", "1");

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> read(file, null))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("holds a number of more than 1000 digits"));
    }

    /** Four numbers, four dates and a text in one row, with numbers in the sheet that the library itself does not write. */
    private Path withNumbers(String... numbers) throws IOException {
        Path plain = workbook(book -> {
            Worksheet sheet = book.newWorksheet("Deals");
            for (int i = 0; i < numbers.length; i++) {
                sheet.value(0, i, 1001 + i);
                if (i >= 4) {
                    sheet.style(0, i).format("yyyy-mm-dd").set();
                }
            }
            sheet.value(0, numbers.length, "end");
        });
        Path file = Files.createTempFile(folder, "hostile", ".xlsx");
        try (ZipFile in = new ZipFile(plain.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().startsWith("xl/worksheets/")) {
                    String xml = new String(bytes, StandardCharsets.UTF_8);
                    for (int i = 0; i < numbers.length; i++) {
                        xml = xml.replace("<v>" + (1001 + i) + "</v>", "<v>" + numbers[i] + "</v>");
                    }
                    bytes = xml.getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(bytes);
            }
        }
        return file;
    }

    private Path workbook(Consumer<Workbook> content) throws IOException {
        Path file = Files.createTempFile(folder, "book", ".xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "Test", "1.0")) {
            content.accept(book);
        }
        return file;
    }

    private static List<SourceRow> read(Path file, @Nullable String sheet) throws IOException {
        List<SourceRow> rows = new ArrayList<>();
        SheetFile.open(file, "deals.xlsx", sheet).read(rows::add);
        return rows;
    }
}
