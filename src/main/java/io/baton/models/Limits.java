package io.baton.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a file may be before it is read at all: far beyond any honest model, far below what would hurt. */
final class Limits {

    /** Bytes; the largest of the models that come with Baton has less than 40 KB. */
    static final int LARGEST_FILE = 1024 * 1024;

    static final int MOST_ELEMENTS = 20_000;
    static final int DEEPEST = 60;
    static final int MOST_PARTS_OF_A_FORM = 500;

    /** For forms and element templates: a field that comes twice, or JSON that is nested without end, is an error. */
    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private Limits() {}

    static void checkSize(ModelFile file) {
        if (file.content().length > LARGEST_FILE) {
            throw new Unreadable("is larger than " + LARGEST_FILE / 1024 + " KB");
        }
    }

    /** Reads through the file without building anything, before a parser does that builds a tree of it. */
    static void checkXml(ModelFile file) {
        checkSize(file);
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file.content()));
            int elements = 0;
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD ->
                        throw new Unreadable(
                                "has a document type declaration, by which it could read other files; Modeler writes none");
                    case XMLStreamConstants.START_ELEMENT -> {
                        elements++;
                        depth++;
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {}
                }
                if (elements > MOST_ELEMENTS) {
                    throw new Unreadable("has more than " + MOST_ELEMENTS + " elements");
                }
                if (depth > DEEPEST) {
                    throw new Unreadable("is nested deeper than " + DEEPEST + " levels");
                }
            }
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new Unreadable("is not well-formed XML"
                    + (at == null ? "" : ": see line " + at.getLineNumber() + ", column " + at.getColumnNumber()));
        }
    }

    /** Why a file cannot be read: the end of a sentence that begins with the file. */
    static final class Unreadable extends RuntimeException {

        Unreadable(String reason) {
            super(reason);
        }
    }
}
