package io.baton.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.baton.api.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C36")
class CsvFilesTest {

    private static final String MESSY = "Firma;Straße;Notiz\r\nMüller & Söhne;Königsallee 1;ruft zurück\r\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void readsUmlautsInWhateverEncoding(String charset) throws IOException {
        List<SourceRow> rows = read(MESSY.getBytes(Charset.forName(charset)));

        assertThat(rows.get(0).cells()).containsExactly("Firma", "Straße", "Notiz");
        assertThat(rows.get(1).cells()).containsExactly("Müller & Söhne", "Königsallee 1", "ruft zurück");
    }

    @Test
    void takesAByteOrderMarkForNoText() throws IOException {
        List<SourceRow> rows = read(("\uFEFF" + MESSY).getBytes(StandardCharsets.UTF_8));

        assertThat(rows.get(0).cell(0)).isEqualTo("Firma");
    }

    @Test
    void tellsUtf8FromWindowsByTheWholeFile() throws IOException {
        String many = "Company;City\n" + "Plain;Town\n".repeat(20_000);

        assertThat(open((many + "Späth;Köln\n").getBytes(Charset.forName("windows-1252")))
                        .description())
                .isEqualTo("CSV, windows-1252, separated by ;");
        assertThat(open((many + "Späth;Köln\n").getBytes(StandardCharsets.UTF_8))
                        .description())
                .isEqualTo("CSV, UTF-8, separated by ;");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void guessesTheSeparatorThoughTextsHoldOthers(String separator) throws IOException {
        String csv = String.join(separator, "Company", "Note", "Amount") + "\n"
                + String.join(separator, "Kestrel", "\"first, then; call | write\"", "\"1.234,50\"") + "\n"
                + String.join(separator, "Harbour", "\"a, b, c, d\"", "\"2;3\"") + "\n";

        List<SourceRow> rows = read(csv.getBytes(StandardCharsets.UTF_8));

        assertThat(rows.get(1).cells()).containsExactly("Kestrel", "first, then; call | write", "1.234,50");
        assertThat(rows.get(2).cells()).containsExactly("Harbour", "a, b, c, d", "2;3");
    }

    @Test
    void knowsTheLineOfARowBehindQuotedLineBreaksAndEmptyLines() throws IOException {
        String csv = "Company;Note\nKestrel;\"first line\nsecond line\"\n\n;;\nHarbour;\"says \"\"no\"\"\"\n";

        List<SourceRow> rows = read(csv.getBytes(StandardCharsets.UTF_8));

        assertThat(rows).extracting(SourceRow::line).containsExactly(1L, 2L, 6L);
        assertThat(rows.get(1).cell(1)).isEqualTo("first line\nsecond line");
        assertThat(rows.get(2).cell(1)).isEqualTo("says \"no\"");
    }

    @Test
    void keepsRaggedRowsAsTheyAre() throws IOException {
        List<SourceRow> rows = read("A;B;C\n1\n1;2;3;4\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows).extracting(SourceRow::width).containsExactly(3, 1, 4);
    }

    @Test
    void followsExcelsOwnWordForTheSeparator() throws IOException {
        List<SourceRow> rows = read("sep=|\nA|B;C\n1|2;3\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows.get(1).cells()).containsExactly("1", "2;3");
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void marksWhatASpreadsheetWouldCompute() throws IOException {
        List<SourceRow> rows = read("A;B;C;D\n=1+1;+49 30 123;- wants more;'=text\n".getBytes(StandardCharsets.UTF_8));

        assertThat(rows.get(1).kinds()).isEqualTo("fttt");
        assertThat(rows.get(1).cell(3)).isEqualTo("=text");
    }

    @Test
    void takesOffTheBlanksAroundATextWhateverKindTheyAre() throws IOException {
        List<SourceRow> rows = read("A;B;C\n\uFEFF\u00A0 a b \u00A0\t;\"\n two\nlines \r\n\u000B\f\"; \u00A0\n"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(rows.get(1).cells()).containsExactly("a b", "two\nlines", "");
    }

    @Test
    void hangsOnNoCellFullOfBlanks() {
        String csv = "A;B\n1;x" + " ".repeat(200_000) + "y\n";

        List<SourceRow> rows =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(csv.getBytes(StandardCharsets.UTF_8)));

        assertThat(rows.get(1).kinds()).isEqualTo("tx");
    }

    @Test
    void refusesAQuotationMarkThatIsNeverClosed() {
        String open = "A;B\n1;2\n3;\"never closed\n" + "4;5\n".repeat(200_000);

        assertThatThrownBy(() -> read(open.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("after line 2")
                .hasMessageContaining("quotation mark");
    }

    @Test
    void refusesWhatIsNotWhatItsNameSays() {
        assertThat(refusalOf("%PDF-1.7 …".getBytes(StandardCharsets.UTF_8), "customers.csv"))
                .contains("PDF");
        assertThat(refusalOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2}, "customers.xls"))
                .contains("before 2007");
        assertThat(refusalOf("<html><table><tr><td>a</table>".getBytes(StandardCharsets.UTF_8), "customers.xls"))
                .contains("web page");
        assertThat(refusalOf("a;b\n1;2".getBytes(StandardCharsets.UTF_8), "customers.xlsx"))
                .contains("plain text");
        assertThat(refusalOf(new byte[] {1, 0, 0, 0, 7, 3, 0, 1, 2, 3}, "customers.csv"))
                .contains("neither text nor a workbook");
        assertThat(refusalOf(new byte[0], "customers.csv")).contains("empty");
    }

    @Test
    void hasNoSheets() {
        assertThatThrownBy(() -> SheetFile.open(file("a;b\n".getBytes(StandardCharsets.UTF_8)), "a.csv", "Deals"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no sheets");
    }

    private String refusalOf(byte[] content, String name) {
        try {
            SheetFile.open(file(content), name, null);
            return "";
        } catch (IOException | Refusal e) {
            return e.getMessage();
        }
    }

    private List<SourceRow> read(byte[] content) throws IOException {
        List<SourceRow> rows = new ArrayList<>();
        open(content).read(rows::add);
        return rows;
    }

    private SheetFile open(byte[] content) throws IOException {
        return SheetFile.open(file(content), "customers.csv", null);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "sheet", ""), content);
    }
}
