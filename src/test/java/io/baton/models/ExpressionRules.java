package io.baton.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A diagram shows all that happens: nothing hides in scripts, listeners or code references, and an expression reads a
 * variable, compares one, reads a deadline or names the customer.
 */
final class ExpressionRules {

    /** Elements that would hide behaviour, and what to tell about them. */
    private static final Map<String, String> HIDING = Map.of(
            "scriptTask", "runs a script",
            "script", "runs a script",
            "connector", "uses a connector",
            "executionListener", "has a listener",
            "taskListener", "has a listener",
            "formData", "has generated form fields",
            "field", "injects fields",
            "timeDuration", "counts time on its own; read a deadline as a date",
            "timeCycle", "counts time on its own; draw what repeats as a loop");

    private static final Set<String> CODE = Set.of(
            "class",
            "expression",
            "formKey",
            "formHandlerClass",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "topic",
            "resource");

    private static final Set<String> LANGUAGE = Set.of("language", "scriptFormat");

    private static final Set<String> STEPS = Set.of("serviceTask", "sendTask");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern CONDITION = Pattern.compile("\\$\\{(\\w+) == '[\\w-]+'}");
    private static final Pattern DEADLINE = Pattern.compile("\\$\\{deadlines\\.at\\(execution, '([\\w-]+)'\\)}");
    private static final Pattern CUSTOMER = Pattern.compile("[$#]\\{execution\\.processBusinessKey}");

    private ExpressionRules() {}

    static void check(Diagram diagram, Known known, Problems problems) {
        for (Element element : elementsOf(diagram)) {
            String name = element.getLocalName();
            problems.unless(!HIDING.containsKey(name), diagram.says("'" + ownerOf(element) + "' " + HIDING.get(name)));
            for (Node attribute : attributesOf(element)) {
                String key = attribute.getLocalName();
                String ofCamunda = String.valueOf(attribute.getNamespaceURI());
                problems.unless(
                        !(CODE.contains(key) && ofCamunda.contains("camunda.org")),
                        diagram.says("'" + ownerOf(element) + "' refers to code by '" + key + "'; use a step"));
                problems.unless(!LANGUAGE.contains(key), diagram.says("'" + ownerOf(element) + "' runs a script"));
                if (key.equals("delegateExpression")) {
                    problems.unless(
                            STEPS.contains(name),
                            diagram.says("'" + ownerOf(element) + "' calls code that is not drawn as a step"));
                } else {
                    checkExpression(diagram, element, key, attribute.getNodeValue(), known, problems);
                }
            }
            if (!name.equals("documentation") && attributesAndTextOnly(element)) {
                checkExpression(diagram, element, name, element.getTextContent().strip(), known, problems);
            }
        }
    }

    /** The names of the windows that this diagram reads deadlines of. */
    static List<String> windowsOf(Diagram diagram) {
        List<String> windows = new ArrayList<>();
        for (Element element : elementsOf(diagram)) {
            List<String> texts = new ArrayList<>(
                    attributesOf(element).stream().map(Node::getNodeValue).toList());
            texts.add(attributesAndTextOnly(element) ? element.getTextContent().strip() : "");
            for (String text : texts) {
                Matcher deadline = DEADLINE.matcher(text);
                if (deadline.matches()) {
                    windows.add(deadline.group(1));
                }
            }
        }
        return windows;
    }

    private static void checkExpression(
            Diagram diagram, Element element, String place, String text, Known known, Problems problems) {
        String where = "'" + ownerOf(element) + "' ";
        switch (place) {
            case "conditionExpression" -> {
                Matcher condition = CONDITION.matcher(text);
                problems.unless(
                        condition.matches() && known.variables().contains(condition.group(1)),
                        diagram.says(where + "has the condition " + text
                                + "; expected one comparison such as ${outcome == 'won'}"));
            }
            case "dueDate", "followUpDate", "timeDate" ->
                problems.unless(
                        DEADLINE.matcher(text).matches(),
                        diagram.says(where + "is due at " + text
                                + "; expected ${deadlines.at(execution, '…')} with a window's name"));
            default -> {
                if (text.contains("${") || text.contains("#{")) {
                    Matcher variable = VARIABLE.matcher(text);
                    problems.unless(
                            CUSTOMER.matcher(text).matches()
                                    || variable.matches() && known.variables().contains(variable.group(1)),
                            diagram.says(where + "reads " + text + ", which is none of the variables: "
                                    + String.join(
                                            ", ",
                                            known.variables().stream().sorted().toList())));
                }
            }
        }
    }

    /** The label of the part of the diagram in which an element stands. */
    private static String ownerOf(Element element) {
        for (Node node = element; node instanceof Element candidate; node = node.getParentNode()) {
            if (candidate.hasAttribute("name") || candidate.getLocalName().equals("process")) {
                return candidate.hasAttribute("name") ? candidate.getAttribute("name") : candidate.getAttribute("id");
            }
        }
        return element.getLocalName();
    }

    private static boolean attributesAndTextOnly(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                return false;
            }
        }
        return true;
    }

    private static List<Element> elementsOf(Diagram diagram) {
        List<Element> elements = new ArrayList<>();
        var all = diagram.xml().getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private static List<Node> attributesOf(Element element) {
        List<Node> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (attribute.getLocalName() != null) {
                attributes.add(attribute);
            }
        }
        return attributes;
    }
}
