package io.baton.sheet;

import io.baton.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What is in a file, told by its first bytes; everything but text and workbooks is refused by its name. */
enum FileContent {
    TEXT,
    WORKBOOK;

    private static final int LOOKED_AT = 512;

    private static final Map<String, String> OTHERS = Map.of(
            "%PDF", "a PDF document; export the table as CSV or XLSX",
            "\u00D0\u00CF\u0011\u00E0", "an Excel file of before 2007 (.xls); save it as .xlsx or CSV",
            "{\\rtf", "a text document; save the table as CSV or XLSX",
            "\u0089PNG", "a picture",
            "\u00FF\u00D8\u00FF", "a picture",
            "GIF8", "a picture",
            "\u001F\u008B", "a compressed file; unpack it first",
            "7z\u00BC\u00AF", "a compressed file; unpack it first",
            "Rar!", "a compressed file; unpack it first",
            "SQLite", "a database");

    static FileContent of(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LOOKED_AT);
        }
        String first = new String(bytes, StandardCharsets.ISO_8859_1);
        if (first.startsWith("PK\u0003\u0004") || first.startsWith("PK\u0005\u0006")) {
            return workbook(file);
        }
        OTHERS.forEach((magic, what) -> {
            if (first.startsWith(magic)) {
                throw Refusal.ofField("file", "is " + what);
            }
        });
        String text = first.replaceFirst("^\u00EF\u00BB\u00BF", "").strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<table")) {
            throw Refusal.ofField(
                    "file", "is a web page, as some systems call their export .xls; save it as .xlsx or CSV");
        }
        if (text.startsWith("<?xml")) {
            throw Refusal.ofField("file", "is XML; export the table as CSV or XLSX");
        }
        return TEXT;
    }

    private static FileContent workbook(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("xl/workbook.xml") != null) {
                return WORKBOOK;
            }
            ZipEntry kind = zip.getEntry("mimetype");
            if (kind != null) {
                throw Refusal.ofField("file", "is an OpenDocument file; save it as .xlsx or CSV");
            }
            throw Refusal.ofField(
                    "file",
                    zip.getEntry("[Content_Types].xml") == null
                            ? "is a ZIP archive; unpack it first"
                            : "is an Office document, but no workbook");
        } catch (ZipException e) {
            throw Refusal.ofField("file", "is a damaged archive or workbook: it breaks off; save or send it again");
        }
    }
}
