package io.baton.models;

import static io.baton.models.Diagram.labelOf;

import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** A path splits only at a gateway, which asks a question and has an answer on each of its flows. */
final class FlowRules {

    private FlowRules() {}

    static void check(Diagram diagram, Problems problems) {
        for (FlowNode node : diagram.all(FlowNode.class)) {
            boolean splits = diagram.leaving(node).size() > 1;
            boolean gateway = node instanceof Gateway;
            problems.unless(gateway || !splits, diagram.says(node, "splits the path; draw a gateway behind it"));
            problems.unless(
                    !gateway || !splits || diagram.reaching(node).size() < 2,
                    diagram.says(node, "brings paths together and splits them; draw two gateways"));
            if (node instanceof ExclusiveGateway question && splits) {
                checkQuestion(diagram, question, problems);
            }
        }
    }

    private static void checkQuestion(Diagram diagram, ExclusiveGateway question, Problems problems) {
        problems.unless(labelOf(question).endsWith("?"), diagram.says(question, "does not ask a question"));
        problems.unless(
                question.getDefault() != null,
                diagram.says(question, "has no default flow; customers would get stuck where no answer fits"));
        for (SequenceFlow answer : diagram.leaving(question)) {
            boolean isDefault = answer.equals(question.getDefault());
            problems.unless(!labelOf(answer).isBlank(), diagram.says(question, "has a flow without an answer on it"));
            problems.unless(
                    isDefault || answer.getConditionExpression() != null,
                    diagram.says(question, "has no condition on its answer '" + labelOf(answer) + "'"));
            String expected = "Flow_" + Words.pascal(labelOf(question)) + Words.pascal(labelOf(answer));
            problems.unless(
                    answer.getId().equals(expected),
                    diagram.says(answer, "has the id " + answer.getId() + "; expected " + expected));
        }
    }
}
