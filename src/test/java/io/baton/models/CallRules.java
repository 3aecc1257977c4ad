package io.baton.models;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;

/** A stage calls a diagram that exists, hands it the customer's number, and catches every error that it can end with. */
final class CallRules {

    private CallRules() {}

    static void check(Diagram diagram, Models models, Problems problems) {
        for (CallActivity stage : diagram.all(CallActivity.class)) {
            Optional<Diagram> called = models.diagram(String.valueOf(stage.getCalledElement()));
            problems.unless(
                    called.isPresent(),
                    diagram.says(stage, "calls the process '" + stage.getCalledElement() + "', which does not exist"));
            problems.unless(
                    "latest".equals(stage.getCamundaCalledElementBinding()),
                    diagram.says(stage, "does not call the latest version of its process"));
            Set<CamundaIn> handedIn = handedIn(stage);
            problems.unless(
                    handedIn.stream().anyMatch(in -> in.getCamundaBusinessKey() != null),
                    diagram.says(stage, "does not hand in the customer's number; expected a business key"));
            problems.unless(
                    handedIn.stream().allMatch(in -> in.getCamundaVariables() == null),
                    diagram.says(stage, "hands in all variables; name those that are needed"));
            called.ifPresent(process -> checkErrors(diagram, stage, process, problems));
        }
    }

    private static void checkErrors(Diagram diagram, CallActivity stage, Diagram called, Problems problems) {
        Set<String> caught = new HashSet<>();
        for (BoundaryEvent boundary : diagram.all(BoundaryEvent.class)) {
            boundary.getEventDefinitions().stream()
                    .filter(definition -> boundary.getAttachedTo().equals(stage))
                    .filter(ErrorEventDefinition.class::isInstance)
                    .forEach(definition -> caught.add(Diagram.codeOf((ErrorEventDefinition) definition)));
        }
        for (String code : called.errorCodes()) {
            problems.unless(
                    caught.contains(code),
                    diagram.says(
                            stage, "does not catch the error '" + code + "' that " + called.id() + " can end with"));
        }
        for (String code : caught) {
            problems.unless(
                    called.errorCodes().contains(code),
                    diagram.says(stage, "catches the error '" + code + "' that " + called.id() + " never ends with"));
        }
    }

    private static Set<CamundaIn> handedIn(CallActivity stage) {
        return stage.getExtensionElements() == null
                ? Set.of()
                : new HashSet<>(stage.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaIn.class)
                        .list());
    }
}
