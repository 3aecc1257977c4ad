package io.baton.sheet;

import io.baton.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The archive that a workbook is: refused where it unpacks to more than any table, and asked for its merged cells. */
final class XlsxArchive {

    private static final long LARGEST = 400L * 1024 * 1024;
    /** All its different texts are in memory at once while a workbook is read. */
    private static final long LARGEST_TEXTS = 48L * 1024 * 1024;

    private static final int MOST_ENTRIES = 2_000;
    private static final int BUFFER = 64 * 1024;
    /** A number of more characters is none that a spreadsheet wrote, and reading it takes the square of them. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final String TEXTS = "xl/sharedStrings.xml";

    /** The merged ranges of each sheet, by its name. */
    private final Map<String, List<String>> merged;

    private XlsxArchive(Map<String, List<String>> merged) {
        this.merged = merged;
    }

    /**
     * Unpacks everything once and keeps nothing: what an archive says of its size may be a lie. Then looks through its sheets
     * for what would take for ever to read.
     */
    static XlsxArchive check(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw tooLarge();
            }
            byte[] buffer = new byte[BUFFER];
            long all = 0;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                long largest = entry.getName().equals(TEXTS) ? LARGEST_TEXTS : LARGEST;
                long size = 0;
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        size += read;
                        all += read;
                        if (all > LARGEST || size > largest) {
                            throw tooLarge();
                        }
                    }
                }
            }
            return new XlsxArchive(merged(zip));
        } catch (ZipException | XMLStreamException e) {
            throw Refusal.ofField("file", "is a damaged workbook; open it and save it again");
        }
    }

    private static Refusal tooLarge() {
        return Refusal.ofField("file", "unpacks to more than any table of customers; save it as CSV, or split it");
    }

    /** The merged ranges of a sheet, such as {@code A3:A5}. */
    List<String> mergedCells(String sheet) {
        return merged.getOrDefault(sheet, List.of());
    }

    private static Map<String, List<String>> merged(ZipFile zip) throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        each(zip, "xl/_rels/workbook.xml.rels", xml -> {
            if (xml.getLocalName().equals("Relationship")) {
                targets.put(xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Target"));
            }
        });
        Map<String, String> sheets = new LinkedHashMap<>();
        each(zip, "xl/workbook.xml", xml -> {
            if (xml.getLocalName().equals("sheet")) {
                sheets.put(xml.getAttributeValue(null, "name"), targets.getOrDefault(relation(xml), ""));
            }
        });
        Map<String, List<String>> merged = new HashMap<>();
        for (Map.Entry<String, String> sheet : sheets.entrySet()) {
            String target = sheet.getValue();
            merged.put(sheet.getKey(), mergedIn(zip, target.startsWith("/") ? target.substring(1) : "xl/" + target));
        }
        return merged;
    }

    private static List<String> mergedIn(ZipFile zip, String sheet) throws IOException, XMLStreamException {
        List<String> merged = new ArrayList<>();
        boolean[] isNumber = {false};
        each(zip, sheet, xml -> {
            switch (xml.getLocalName()) {
                case "c" -> {
                    String type = xml.getAttributeValue(null, "t");
                    isNumber[0] = type == null || type.equals("n");
                }
                case "v" -> {
                    if (isNumber[0]) {
                        requireShort(xml);
                    }
                }
                case "mergeCell" -> merged.add(xml.getAttributeValue(null, "ref"));
                default -> {
                    // Nothing to look for.
                }
            }
        });
        return merged;
    }

    private static void requireShort(XMLStreamReader xml) throws XMLStreamException {
        long length = 0;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            length += xml.hasText() ? xml.getTextLength() : 0;
            if (length > LONGEST_NUMBER) {
                throw Refusal.ofField(
                        "file",
                        "holds a number of more than " + LONGEST_NUMBER + " digits, which no spreadsheet writes");
            }
        }
    }

    private interface Element {
        void found(XMLStreamReader xml) throws XMLStreamException;
    }

    private static void each(ZipFile zip, String entry, Element found) throws IOException, XMLStreamException {
        ZipEntry part = zip.getEntry(entry);
        if (part == null) {
            return;
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // Nothing outside the file is ever opened.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = zip.getInputStream(part)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    found.found(xml);
                }
            }
        }
    }

    private static String relation(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("id")
                    && xml.getAttributePrefix(i).equals("r")) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }
}
