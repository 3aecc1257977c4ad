package io.baton.models;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Reads a model as the plain XML that it is, where a rule holds for every element, known or not. */
final class Xml {

    private Xml() {}

    static List<Element> elementsOf(Document document) {
        List<Element> elements = new ArrayList<>();
        var all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    /** The attributes of an element, without declarations of name spaces. */
    static List<Node> attributesOf(Element element) {
        List<Node> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (attribute.getLocalName() != null) {
                attributes.add(attribute);
            }
        }
        return attributes;
    }

    /** An element's own text as the engine reads it: all pieces put together, even where other elements stand between. */
    static String textOf(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Text piece) {
                text.append(piece.getData());
            }
        }
        return text.toString().strip();
    }
}
