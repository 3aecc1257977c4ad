package io.baton.models;

import static io.baton.models.Diagram.labelOf;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.jspecify.annotations.Nullable;

/**
 * A path splits only at a gateway, which asks a question and has an answer on each of its flows, and every path leads to
 * an end.
 */
final class FlowRules {

    private FlowRules() {}

    static void check(Diagram diagram, Problems problems) {
        for (FlowNode node : diagram.all(FlowNode.class)) {
            boolean splits = diagram.leaving(node).size() > 1;
            boolean gateway = node instanceof Gateway;
            problems.styleUnless(gateway || !splits, diagram.says(node, "splits the path; draw a gateway behind it"));
            problems.styleUnless(
                    !gateway || !splits || diagram.reaching(node).size() < 2,
                    diagram.says(node, "brings paths together and splits them; draw two gateways"));
            if (splits && node instanceof ExclusiveGateway question) {
                checkQuestion(diagram, question, question.getDefault(), problems);
            }
            if (splits && node instanceof InclusiveGateway question) {
                checkQuestion(diagram, question, question.getDefault(), problems);
            }
        }
        checkWayOut(diagram, problems);
    }

    private static void checkQuestion(
            Diagram diagram, Gateway question, @Nullable SequenceFlow byDefault, Problems problems) {
        problems.styleUnless(labelOf(question).endsWith("?"), diagram.says(question, "does not ask a question"));
        problems.refuseUnless(
                byDefault != null,
                diagram.says(question, "has no default flow; customers would get stuck where no answer fits"));
        for (SequenceFlow answer : diagram.leaving(question)) {
            problems.styleUnless(
                    !labelOf(answer).isBlank(), diagram.says(question, "has a flow without an answer on it"));
            problems.refuseUnless(
                    answer.equals(byDefault) || answer.getConditionExpression() != null,
                    diagram.says(question, "has no condition on its answer '" + labelOf(answer) + "'"));
            String expected = "Flow_" + Words.pascal(labelOf(question)) + Words.pascal(labelOf(answer));
            problems.styleUnless(
                    answer.getId().equals(expected),
                    diagram.says(answer, "has the id " + answer.getId() + "; expected " + expected));
        }
    }

    /** Nobody is left on a part that no flow leaves, or in a circle that no flow leaves. */
    private static void checkWayOut(Diagram diagram, Problems problems) {
        Collection<FlowNode> nodes = diagram.all(FlowNode.class);
        Collection<SequenceFlow> flows = diagram.all(SequenceFlow.class);
        Collection<BoundaryEvent> boundaries = diagram.all(BoundaryEvent.class);
        problems.refuseUnless(
                diagram.all(StartEvent.class).stream()
                        .anyMatch(start -> start.getParentElement().equals(diagram.process())),
                diagram.says("has no start event"));
        List<FlowNode> deadEnds = nodes.stream()
                .filter(node -> !mayStop(node) && diagram.leaving(node).isEmpty())
                .toList();
        deadEnds.forEach(node ->
                problems.refuseUnless(false, diagram.says(node, "leads nowhere; draw what comes next, or an end")));

        Set<FlowNode> endsBehind = spread(
                Stream.concat(nodes.stream().filter(FlowRules::mayStop), deadEnds.stream())
                        .toList(),
                node -> Stream.concat(
                        flows.stream()
                                .filter(flow -> node.equals(flow.getTarget()))
                                .map(SequenceFlow::getSource),
                        node instanceof BoundaryEvent boundary
                                ? Stream.of((FlowNode) boundary.getAttachedTo())
                                : Stream.of()));
        nodes.stream()
                .filter(node -> !endsBehind.contains(node))
                .forEach(node -> problems.refuseUnless(
                        false, diagram.says(node, "has no way out: from there, no path leads to an end")));

        Set<FlowNode> reached = spread(
                nodes.stream()
                        .filter(node -> node instanceof StartEvent || isEventSubProcess(node))
                        .toList(),
                node -> Stream.concat(
                        flows.stream()
                                .filter(flow -> node.equals(flow.getSource()))
                                .map(SequenceFlow::getTarget),
                        boundaries.stream().filter(boundary -> node.equals(boundary.getAttachedTo()))));
        nodes.stream()
                .filter(node -> !reached.contains(node))
                .forEach(node -> problems.warnUnless(false, diagram.says(node, "can never be reached")));
    }

    private static boolean mayStop(FlowNode node) {
        return node instanceof EndEvent || isEventSubProcess(node);
    }

    private static boolean isEventSubProcess(FlowNode node) {
        return node instanceof SubProcess part && part.triggeredByEvent();
    }

    private static Set<FlowNode> spread(
            Collection<FlowNode> from, Function<FlowNode, Stream<? extends FlowNode>> neighbours) {
        Set<FlowNode> seen = new HashSet<>(from);
        Deque<FlowNode> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            neighbours.apply(open.pop()).filter(seen::add).forEach(open::push);
        }
        return seen;
    }
}
