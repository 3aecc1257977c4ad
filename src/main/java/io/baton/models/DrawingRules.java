package io.baton.models;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;

/** What runs is drawn: every part of a process has its shape, every flow its line. */
final class DrawingRules {

    private DrawingRules() {}

    static void check(Diagram diagram, Problems problems) {
        Set<BaseElement> drawn = Stream.concat(
                        diagram.all(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        diagram.all(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                .collect(Collectors.toSet());
        diagram.all(FlowNode.class)
                .forEach(node -> problems.styleUnless(drawn.contains(node), diagram.says(node, "is not drawn")));
        for (SequenceFlow flow : diagram.all(SequenceFlow.class)) {
            problems.styleUnless(drawn.contains(flow), diagram.says(flow, "is not drawn"));
        }
    }
}
