package io.baton.models;

import static io.baton.models.Diagram.documentationOf;
import static io.baton.models.Diagram.labelOf;

import java.util.List;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.jspecify.annotations.Nullable;

/** A process says what it is for, and its parts carry ids that follow from their labels. */
final class ProcessRules {

    private static final int ACTIVITIES_ON_ONE_SCREEN = 15;

    private ProcessRules() {}

    static void check(Diagram diagram, Problems problems) {
        Process process = diagram.process();
        problems.refuseUnless(process.isExecutable(), diagram.says("the process is not executable"));
        problems.styleUnless(
                process.getName() != null && !process.getName().isBlank(),
                diagram.says("the process has no name; say in plain words what it is"));
        problems.styleUnless(
                Words.sentences(documentationOf(process)) >= 2,
                diagram.says(
                        "the process needs a documentation of two sentences: what it is for; when it starts and ends"));
        problems.warnUnless(
                process.getCamundaHistoryTimeToLiveString() != null,
                diagram.says("the process has no history time to live; the default of P3650D holds"));
        boolean startForm = diagram.all(StartEvent.class).stream().anyMatch(start -> start.getCamundaFormRef() != null);
        problems.warnUnless(
                startForm || !process.isCamundaStartableInTasklist(),
                diagram.says(
                        "the process is meant to be started in Tasklist, but has no start form; nobody can start it there"));
        problems.styleUnless(
                diagram.all(Activity.class).stream()
                                .filter(activity -> !hangsOnATimer(diagram, activity))
                                .count()
                        <= ACTIVITIES_ON_ONE_SCREEN,
                diagram.says(
                        "more than " + ACTIVITIES_ON_ONE_SCREEN + " activities do not fit on one screen; split it"));
        diagram.all(FlowNode.class).forEach(node -> checkNames(diagram, node, problems));
    }

    private static void checkNames(Diagram diagram, FlowNode node, Problems problems) {
        String expected = prefixOf(node) + Words.pascal(labelOf(node));
        if (joins(diagram, node)) {
            problems.styleUnless(
                    labelOf(node).isBlank(), diagram.says(node, "only brings paths together and needs no label"));
            FlowNode target = diagram.leaving(node).get(0).getTarget();
            expected =
                    "Gateway_Before" + target.getId().substring(target.getId().indexOf('_') + 1);
        } else {
            problems.styleUnless(!labelOf(node).isBlank(), diagram.says(node, "has no label"));
        }
        BoundaryEvent boundary = branchOf(diagram, node);
        String expectedOnStage = boundary == null
                ? expected
                : prefixOf(node) + Words.pascal(labelOf(boundary.getAttachedTo())) + Words.pascal(labelOf(node));
        problems.styleUnless(
                labelOf(node).isBlank() && !joins(diagram, node)
                        || node.getId().equals(expected)
                        || node.getId().equals(expectedOnStage),
                diagram.says(node, "has the id " + node.getId() + "; expected " + expected));
    }

    /** What reminds of a task hangs beside the way and is not read as part of it. */
    private static boolean hangsOnATimer(Diagram diagram, FlowNode node) {
        BoundaryEvent boundary = branchOf(diagram, node);
        return boundary != null && !boundary.cancelActivity();
    }

    /** The event on whose branch a node stands, so that several branches of a diagram can do the same. */
    private static @Nullable BoundaryEvent branchOf(Diagram diagram, FlowNode node) {
        FlowNode on = node;
        for (int i = 0; i < ACTIVITIES_ON_ONE_SCREEN; i++) {
            if (on instanceof BoundaryEvent boundary) {
                return boundary;
            }
            List<SequenceFlow> reaching = diagram.reaching(on);
            if (reaching.size() != 1) {
                return null;
            }
            on = reaching.get(0).getSource();
        }
        return null;
    }

    private static boolean joins(Diagram diagram, FlowNode node) {
        return node instanceof Gateway
                && diagram.leaving(node).size() == 1
                && diagram.reaching(node).size() > 1;
    }

    private static String prefixOf(FlowNode node) {
        if (node instanceof Gateway) {
            return "Gateway_";
        }
        return node instanceof Event ? "Event_" : "Activity_";
    }
}
