package io.baton.sheet;

import io.baton.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
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
    private static final String TEXTS = "xl/sharedStrings.xml";

    private final Path file;

    private XlsxArchive(Path file) {
        this.file = file;
    }

    /** Unpacks everything once and keeps nothing: what an archive says of its size may be a lie. */
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
        } catch (ZipException e) {
            throw Refusal.ofField("file", "is a damaged workbook; open it and save it again");
        }
        return new XlsxArchive(file);
    }

    private static Refusal tooLarge() {
        return Refusal.ofField("file", "unpacks to more than any table of customers; save it as CSV, or split it");
    }

    /** The merged ranges of a sheet, such as {@code A3:A5}. */
    List<String> mergedCells(String sheet) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, String> targets = new HashMap<>();
            each(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "Relationship",
                    (id, xml) -> targets.put(xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Target")));
            List<String> relations = new ArrayList<>();
            each(zip, "xl/workbook.xml", "sheet", (id, xml) -> {
                if (sheet.equals(xml.getAttributeValue(null, "name"))) {
                    relations.add(id);
                }
            });
            List<String> merged = new ArrayList<>();
            for (String relation : relations) {
                String target = targets.getOrDefault(relation, "");
                String path = target.startsWith("/") ? target.substring(1) : "xl/" + target;
                each(zip, path, "mergeCell", (id, xml) -> merged.add(xml.getAttributeValue(null, "ref")));
            }
            return merged;
        } catch (XMLStreamException e) {
            throw Refusal.ofField("file", "is a damaged workbook; open it and save it again");
        }
    }

    private interface Element {
        void found(String relation, XMLStreamReader xml);
    }

    private static void each(ZipFile zip, String entry, String element, Element found)
            throws IOException, XMLStreamException {
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
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(element)) {
                    found.found(relation(xml), xml);
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
