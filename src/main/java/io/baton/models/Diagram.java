package io.baton.models;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.Document;

/** A BPMN file with one process, and how its parts are called when we speak to a process owner. */
record Diagram(ModelFile file, BpmnModelInstance model) {

    static Diagram read(ModelFile file) {
        Limits.checkXml(file);
        Diagram diagram = new Diagram(file, Bpmn.readModelFromStream(new ByteArrayInputStream(file.content())));
        if (diagram.all(Process.class).size() != 1) {
            throw new Limits.Unreadable("should have one process, and has "
                    + diagram.all(Process.class).size());
        }
        return diagram;
    }

    Process process() {
        return all(Process.class).iterator().next();
    }

    String id() {
        return process().getId();
    }

    /** Whether the clock starts this process, and so no customer's number comes with it. */
    boolean startsByItself() {
        return all(StartEvent.class).stream()
                .filter(start -> process().equals(start.getParentElement()))
                .flatMap(start -> start.getEventDefinitions().stream())
                .anyMatch(TimerEventDefinition.class::isInstance);
    }

    /** Whether the process says of itself, as an extension property, that it is about no customer. */
    boolean saysNoCustomer() {
        return all(CamundaProperty.class).stream()
                .anyMatch(it -> "about".equals(it.getCamundaName()) && "no customer".equals(it.getCamundaValue()));
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    Document xml() {
        return (Document) model.getDocument().getDomSource().getNode();
    }

    /** The flows that leave a node, as the engine sees them: by their ends, not by the node's own list. */
    List<SequenceFlow> leaving(FlowNode node) {
        return all(SequenceFlow.class).stream()
                .filter(flow -> node.equals(flow.getSource()))
                .toList();
    }

    List<SequenceFlow> reaching(FlowNode node) {
        return all(SequenceFlow.class).stream()
                .filter(flow -> node.equals(flow.getTarget()))
                .toList();
    }

    /** The codes of the business errors that this process can end with. */
    Set<String> errorCodes() {
        return all(EndEvent.class).stream()
                .flatMap(end -> end.getEventDefinitions().stream())
                .filter(ErrorEventDefinition.class::isInstance)
                .map(definition -> codeOf((ErrorEventDefinition) definition))
                .collect(Collectors.toCollection(HashSet::new));
    }

    static String codeOf(ErrorEventDefinition definition) {
        return definition.getError() == null
                ? ""
                : String.valueOf(definition.getError().getErrorCode());
    }

    static String labelOf(FlowElement element) {
        return element.getName() == null ? "" : element.getName();
    }

    static String documentationOf(BaseElement element) {
        return element.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent())
                .collect(Collectors.joining(" "));
    }

    /** A problem of this diagram as a whole. */
    Problem says(String problem) {
        return new Problem(file.name(), id(), file.name() + ": " + problem);
    }

    /** A problem of one part of this diagram. */
    Problem says(FlowElement element, String problem) {
        String label = labelOf(element).isBlank() ? element.getId() : labelOf(element);
        return new Problem(
                file.name(), element.getId(), file.name() + ": " + kindOf(element) + " '" + label + "' " + problem);
    }

    private static String kindOf(FlowElement element) {
        if (element instanceof Task) {
            return "task";
        }
        if (element instanceof Activity) {
            return "stage";
        }
        if (element instanceof Gateway) {
            return "gateway";
        }
        if (element instanceof Event) {
            return "event";
        }
        return element instanceof SequenceFlow ? "flow" : "part";
    }
}
