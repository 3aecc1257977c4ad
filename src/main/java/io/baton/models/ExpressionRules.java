package io.baton.models;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A diagram shows all that happens: nothing hides in scripts, listeners or code references, and an expression reads a
 * variable, compares one, reads a deadline or names the customer.
 *
 * <p>The rules look at every element and attribute of the file, whatever its name space: the engine evaluates names and
 * documentation of tasks, too, and reads what older products wrote.
 */
final class ExpressionRules {

    /** Elements that would hide behaviour, and what to tell about them. */
    private static final Map<String, String> HIDING = Map.ofEntries(
            Map.entry("scriptTask", "runs a script"),
            Map.entry("script", "runs a script"),
            Map.entry("connector", "uses a connector"),
            Map.entry("executionListener", "has a listener"),
            Map.entry("taskListener", "has a listener"),
            Map.entry("formData", "has generated form fields"),
            Map.entry("formProperty", "has generated form fields"),
            Map.entry("field", "injects fields"),
            Map.entry("import", "takes in another file"),
            Map.entry("potentialOwner", "names its people where Modeler does not show them; use candidate groups"),
            Map.entry("humanPerformer", "names its people where Modeler does not show them; use candidate groups"),
            Map.entry("performer", "names its people where Modeler does not show them; use candidate groups"),
            Map.entry("multiInstanceLoopCharacteristics", "repeats by itself; draw what repeats as a loop"),
            Map.entry("standardLoopCharacteristics", "repeats by itself; draw what repeats as a loop"),
            Map.entry("timeDuration", "counts time on its own; read a deadline as a date"),
            Map.entry(
                    "timeCycle",
                    "counts time on its own; draw what repeats as a loop, or repeat a timer that does not interrupt its task"
                            + " at ${deadlines.clock(execution, '…')}"));

    /** Attributes in a name space of the engine's that name code, or what is as good as code. */
    private static final Set<String> CODE = Set.of(
            "class",
            "expression",
            "formKey",
            "formHandlerClass",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "topic",
            "type",
            "caseRef",
            "resource");

    /** The engine's own name space, and that of the product it came from, which the engine still reads. */
    private static final Pattern ENGINE = Pattern.compile(".*(camunda\\.org|activiti\\.org).*");

    private static final Set<String> LANGUAGE = Set.of("language", "scriptFormat");

    private static final Set<String> STEPS = Set.of("serviceTask", "sendTask");

    private static final Set<String> NUMBERS = Set.of("priority", "jobPriority", "taskPriority");

    /** The helper that reads the windows. */
    private static final String WINDOWS = "deadlines";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern CONDITION =
            Pattern.compile("\\$\\{(\\w+)( (==|!=|<|>|<=|>=) ('[^'\\\\]*'|\\d{1,9}|true|false))?}");
    private static final Pattern DEADLINE =
            Pattern.compile("\\$\\{(deadlines|rungs|leads)\\.at\\(execution, ?'([\\w-]+)'\\)}");
    /** When the absence that the diagram recorded begins and ends. */
    private static final Pattern ABSENCE = Pattern.compile("\\$\\{(absences)\\.(begins|ends)\\(execution\\)}");

    private static final String ABSENCE_IS_RECORDED = "${recordAbsence}";
    private static final Pattern CLOCK =
            Pattern.compile("\\$\\{(deadlines|leads)\\.clock\\(execution, ?'([\\w-]+)'\\)}");
    private static final Pattern CUSTOMER = Pattern.compile("[$#]\\{execution\\.processBusinessKey}");
    private static final Pattern CYCLE = Pattern.compile("R/(P\\w+)");
    private static final Duration SHORTEST_CYCLE = Duration.ofMinutes(1);
    private static final Pattern RETRIES = Pattern.compile("R\\d{1,2}/(P\\w+)");

    private final Diagram diagram;
    private final Known known;
    private final Set<String> variables;
    private final Problems problems;

    private ExpressionRules(Diagram diagram, Known known, Models models, Problems problems) {
        this.diagram = diagram;
        this.known = known;
        this.problems = problems;
        this.variables = new HashSet<>(known.variables());
        variables.addAll(models.variablesOf(diagram));
    }

    static void check(Diagram diagram, Known known, Models models, Problems problems) {
        new ExpressionRules(diagram, known, models, problems).check();
    }

    /** The names of the windows that this diagram reads deadlines of. */
    static List<String> windowsOf(Diagram diagram) {
        List<String> windows = new ArrayList<>();
        for (Element element : Xml.elementsOf(diagram.xml())) {
            List<String> texts = new ArrayList<>(
                    Xml.attributesOf(element).stream().map(Node::getNodeValue).toList());
            texts.add(Xml.textOf(element));
            for (String text : texts) {
                Matcher deadline = DEADLINE.matcher(text);
                if (deadline.matches() && deadline.group(1).equals(WINDOWS)) {
                    windows.add(deadline.group(2));
                }
                Matcher clock = CLOCK.matcher(text);
                if (clock.matches() && clock.group(1).equals(WINDOWS)) {
                    windows.add(clock.group(2));
                }
            }
        }
        return windows;
    }

    private void check() {
        for (Element element : Xml.elementsOf(diagram.xml())) {
            String name = element.getLocalName();
            problems.refuseUnless(
                    !HIDING.containsKey(name) || startsProcess(element) || isClock(element),
                    says(element, String.valueOf(HIDING.get(name))));
            for (Node attribute : Xml.attributesOf(element)) {
                checkAttribute(element, attribute);
            }
            checkExpression(element, name, Xml.textOf(element));
        }
        for (String variable : variables) {
            problems.refuseUnless(
                    !known.steps().contains(variable) && !known.helpers().contains(variable),
                    diagram.says("sets the variable '" + variable + "', which is the name of a step or helper"));
        }
    }

    private void checkAttribute(Element element, Node attribute) {
        String key = attribute.getLocalName();
        boolean ofTheEngine =
                ENGINE.matcher(String.valueOf(attribute.getNamespaceURI())).matches();
        problems.refuseUnless(
                !(ofTheEngine && CODE.contains(key)), says(element, "refers to code by '" + key + "'; use a step"));
        problems.refuseUnless(!LANGUAGE.contains(key), says(element, "runs a script"));
        if (key.equals("delegateExpression")) {
            problems.refuseUnless(
                    STEPS.contains(element.getLocalName()), says(element, "calls code that is not drawn as a step"));
        } else {
            checkExpression(element, key, attribute.getNodeValue());
        }
        problems.refuseUnless(
                !(ofTheEngine && NUMBERS.contains(key))
                        || isExpression(attribute.getNodeValue())
                        || attribute.getNodeValue().matches("-?\\d{1,9}"),
                says(element, "has the priority '" + attribute.getNodeValue() + "'; expected a number"));
    }

    private void checkExpression(Element element, String place, String text) {
        switch (place) {
            case "conditionExpression" -> {
                Matcher condition = CONDITION.matcher(text);
                problems.refuseUnless(
                        condition.matches() && variables.contains(condition.group(1)),
                        says(
                                element,
                                "has the condition " + text
                                        + "; expected one comparison of a variable such as ${outcome == 'won'}"));
            }
            case "dueDate", "followUpDate", "timeDate" -> {
                Matcher deadline = DEADLINE.matcher(text);
                problems.refuseUnless(
                        deadline.matches() && known.helpers().contains(deadline.group(1))
                                || place.equals("timeDate") && readsItsAbsence(text),
                        says(
                                element,
                                "is due at " + text
                                        + "; expected ${deadlines.at(execution, '…')} with a window's name"));
            }
            case "timeCycle" ->
                problems.refuseUnless(
                        !startsProcess(element) || isCycle(text),
                        says(element, "repeats '" + text + "'; expected such as R/PT1H, and not below a minute"));
            case "failedJobRetryTimeCycle" ->
                problems.refuseUnless(
                        areRetries(text), says(element, "is tried again '" + text + "'; expected such as R3/PT10M"));
            default -> {
                if (isExpression(text)) {
                    Matcher variable = VARIABLE.matcher(text);
                    problems.refuseUnless(
                            CUSTOMER.matcher(text).matches()
                                    || variable.matches() && variables.contains(variable.group(1)),
                            says(
                                    element,
                                    "reads " + text + ", which is none of the variables: "
                                            + variables.stream().sorted().collect(Collectors.joining(", "))));
                }
            }
        }
    }

    /** Only a diagram that records an absence has one to ask about. */
    private boolean readsItsAbsence(String text) {
        Matcher absence = ABSENCE.matcher(text);
        return absence.matches()
                && known.helpers().contains(absence.group(1))
                && diagram.all(ServiceTask.class).stream()
                        .anyMatch(step -> ABSENCE_IS_RECORDED.equals(step.getCamundaDelegateExpression()));
    }

    /** Whether this is the repeating timer with which a process starts: no loop could be drawn before the start. */
    private static boolean startsProcess(Element element) {
        return element.getLocalName().equals("timeCycle")
                && element.getParentNode() instanceof Element timer
                && timer.getParentNode() instanceof Element start
                && start.getLocalName().equals("startEvent")
                && start.getParentNode() instanceof Element process
                && process.getLocalName().equals("process");
    }

    /** Whether this is the repeating timer of a task that asks for each of its dates. */
    private static boolean isClock(Element element) {
        return element.getLocalName().equals("timeCycle")
                && CLOCK.matcher(Xml.textOf(element)).matches()
                && element.getParentNode() instanceof Element timer
                && timer.getParentNode() instanceof Element event
                && event.getLocalName().equals("boundaryEvent")
                && event.getAttribute("cancelActivity").equals("false");
    }

    private static boolean isCycle(String text) {
        Matcher cycle = CYCLE.matcher(text);
        try {
            return cycle.matches() && Duration.parse(cycle.group(1)).compareTo(SHORTEST_CYCLE) >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private static boolean areRetries(String text) {
        Matcher cycle = RETRIES.matcher(text);
        try {
            for (String wait : (cycle.matches() ? cycle.group(1) : text).split(",")) {
                Duration.parse(wait.strip());
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Problem says(Element element, String problem) {
        Element owner = ownerOf(element);
        String name = owner.hasAttribute("name") ? owner.getAttribute("name") : owner.getAttribute("id");
        return new Problem(
                diagram.file().name(),
                owner.getAttribute("id"),
                diagram.file().name() + ": '" + (name.isEmpty() ? owner.getLocalName() : name) + "' " + problem);
    }

    /** The part of the diagram in which an element stands: the nearest that a person can see and point at. */
    private static Element ownerOf(Element element) {
        for (Node node = element; node instanceof Element candidate; node = node.getParentNode()) {
            if (candidate.hasAttribute("id") && candidate.hasAttribute("name")
                    || candidate.getLocalName().equals("process")) {
                return candidate;
            }
        }
        return element;
    }
}
