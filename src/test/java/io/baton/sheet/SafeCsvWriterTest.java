package io.baton.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C36")
class SafeCsvWriterTest {

    @TempDir
    private Path folder;

    @Test
    void makesTextsHarmlessThatASpreadsheetWouldCompute() throws IOException {
        String csv = write(List.of("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠A", "a=1", "'=1"));

        assertThat(csv).isEqualTo("\uFEFF'=1+1;'+1;'-1;'@SUM(A1);'＝1;'＋1;'－1;'＠A;a=1;''=1\r\n");
    }

    @Test
    void leavesNumbersDatesAndPhoneNumbersAsTheyAre() throws IOException {
        String csv = write(Arrays.asList(
                new BigDecimal("-12.50"),
                LocalDate.of(2026, 12, 31),
                new SafeCsvWriter.Phone("+49301234567"),
                new SafeCsvWriter.Phone("+49|calc"),
                null));

        assertThat(csv).isEqualTo("\uFEFF-12.50;2026-12-31;+49301234567;'+49|calc;\r\n");
    }

    @Test
    void isReadAgainAsItWas() throws IOException {
        List<String> texts = List.of(
                "=1+1", "'=1", "''-x", "'quoted'", "it's", "a;b,c|d", "two\nlines", "\"said\"", "+49 30 1", "- note");
        Path file = folder.resolve("export.csv");
        Files.write(file, write(texts).getBytes(StandardCharsets.UTF_8));

        List<SourceRow> rows = new ArrayList<>();
        SheetFile.open(file, "export.csv", null).read(rows::add);

        assertThat(rows.get(0).cells()).isEqualTo(texts);
        assertThat(rows.get(0).kinds()).matches("t+");
    }

    @Test
    void makesHarmlessWhatAnotherSeparatorWouldMakeACell() throws IOException {
        String csv = write(List.of(
                "Acme,=cmd|'/c calc'!A1",
                "first\r\n\r\n=1+1",
                "a,b; c|d\te",
                "Call, -5 degrees",
                "x, \"@now\"",
                "a,'=1",
                "it's, 'so' - they say: =1",
                "\"=1\""));

        assertThat(csv)
                .isEqualTo("\uFEFFAcme,'=cmd|'/c calc'!A1;\"first\r\n\r\n'=1+1\";\"a,b; c|d\te\";Call, '-5 degrees;"
                        + "\"x, \"\"'@now\"\"\";a,''=1;it's, 'so' - they say: =1;\"\"\"'=1\"\"\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(chars = {';', ','})
    void beginsNoCellLikeAFormulaHoweverItIsCutAndIsReadAgainAsItWas(char separator) throws IOException {
        Random random = new Random(separator);
        List<List<String>> texts = new ArrayList<>();
        for (int row = 0; row < 3_000; row++) {
            texts.add(Stream.generate(() -> text(random)).limit(4).toList());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SafeCsvWriter csv = new SafeCsvWriter(out, separator)) {
            texts.forEach(csv::row);
        }

        String file = out.toString(StandardCharsets.UTF_8).substring(1);
        for (char other : new char[] {';', ',', '\t', '|'}) {
            for (String line : file.split("\r\n|\r|\n")) {
                for (String cell : line.split(Pattern.quote(String.valueOf(other)))) {
                    assertHarmless(cell);
                }
            }
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(other)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(true)
                    .ofCsvRecord(file)) {
                reader.forEach(row -> row.getFields().forEach(SafeCsvWriterTest::assertHarmless));
            }
        }
        Path again = Files.write(folder.resolve("export.csv"), out.toByteArray());
        List<List<String>> read = new ArrayList<>();
        SheetFile.open(again, "export.csv", null).read(row -> read.add(row.cells()));
        assertThat(read).isEqualTo(texts);
    }

    @Test
    void losesNoApostropheOfATextThatHasItsOwn() {
        Random random = new Random(36);
        for (int i = 0; i < 100_000; i++) {
            String text = raw(random);

            assertThat(HarmlessText.read(HarmlessText.write(text))).isEqualTo(text);
        }
    }

    /** Whatever a program takes off around a cell before it looks what it is. */
    private static void assertHarmless(String cell) {
        assertThat(cell.replaceFirst("^[\\s\u00A0\"]+", "")).doesNotContainPattern("^[=+\\-@＝＋－＠]");
    }

    /** One that has no blanks around it, which an import takes off. */
    private static String text(Random random) {
        String text = raw(random);
        return text.isEmpty() || !CsvFile.strip(text).equals(text) ? text(random) : text;
    }

    private static String raw(Random random) {
        String all = "=+-@%＝＠,;|\t\r\n''''\"\" \u00A0ab1";
        return random.ints(random.nextInt(12), 0, all.length())
                .mapToObj(all::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String write(List<?> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SafeCsvWriter csv = new SafeCsvWriter(out, ';')) {
            csv.row(cells);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
