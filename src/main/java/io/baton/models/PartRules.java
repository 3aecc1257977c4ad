package io.baton.models;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;

/** A diagram is made of the parts that Baton runs and people understand; what waits for a message gets one. */
final class PartRules {

    private static final Set<String> RUN = Set.of(
            "startEvent",
            "endEvent",
            "boundaryEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "userTask",
            "serviceTask",
            "sendTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway");

    private static final Set<String> EVENTS = Set.of(
            "timerEventDefinition",
            "errorEventDefinition",
            "messageEventDefinition",
            "escalationEventDefinition",
            "terminateEventDefinition");

    private static final Map<String, String> INSTEAD = Map.of(
            "task", "choose what kind of task it is",
            "manualTask", "draw a user task",
            "receiveTask", "draw a message event",
            "scriptTask", "draw a service task that calls a step",
            "signalEventDefinition", "a signal would reach every customer at once; draw a message event",
            "conditionalEventDefinition", "draw a gateway",
            "compensateEventDefinition", "draw the way back");

    private PartRules() {}

    static void check(Diagram diagram, Known known, Problems problems) {
        for (FlowNode node : diagram.all(FlowNode.class)) {
            checkType(diagram, node, node.getElementType().getTypeName(), RUN, problems);
        }
        for (ThrowEvent event : diagram.all(ThrowEvent.class)) {
            for (EventDefinition definition : event.getEventDefinitions()) {
                checkEvent(diagram, event, definition, problems);
                problems.refuseUnless(
                        !(definition instanceof MessageEventDefinition),
                        diagram.says(event, "sends a message by itself; draw a send task that calls a step"));
            }
        }
        for (CatchEvent event : diagram.all(CatchEvent.class)) {
            for (EventDefinition definition : event.getEventDefinitions()) {
                checkEvent(diagram, event, definition, problems);
                if (definition instanceof MessageEventDefinition message) {
                    checkMessage(diagram, event, message.getMessage(), known, problems);
                }
            }
        }
    }

    private static void checkEvent(Diagram diagram, FlowElement event, EventDefinition definition, Problems problems) {
        checkType(diagram, event, definition.getElementType().getTypeName(), EVENTS, problems);
    }

    private static void checkType(
            Diagram diagram, FlowElement element, String type, Set<String> allowed, Problems problems) {
        String instead = INSTEAD.containsKey(type) ? "; " + INSTEAD.get(type) : "";
        problems.refuseUnless(
                allowed.contains(type),
                diagram.says(element, "is a '" + type + "', which Baton does not run" + instead));
    }

    private static void checkMessage(
            Diagram diagram, CatchEvent event, Message message, Known known, Problems problems) {
        String name = message == null ? null : message.getName();
        List<String> messages = known.messages().stream().sorted().toList();
        problems.refuseUnless(
                name != null && known.messages().contains(name),
                diagram.says(
                        event,
                        "waits for the message '" + name + "', which nobody sends; "
                                + (messages.isEmpty()
                                        ? "the application sends no messages yet"
                                        : "there are " + String.join(", ", messages))));
    }
}
