package io.baton.sheet;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static String write(List<?> cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SafeCsvWriter csv = new SafeCsvWriter(out, ';')) {
            csv.row(cells);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
