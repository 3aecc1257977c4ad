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
            problems.refuseUnless(
                    called.isPresent(),
                    diagram.says(stage, "calls the process '" + stage.getCalledElement() + "', which does not exist"));
            Bindings.check(
                    stage.getCamundaCalledElementBinding(),
                    diagram.says(stage, "does not call the latest version of its process"),
                    problems);
            Set<CamundaIn> handedIn = handedIn(stage);
            problems.refuseUnless(
                    handedIn.stream().anyMatch(in -> in.getCamundaBusinessKey() != null),
                    diagram.says(stage, "does not hand in the customer's number; expected a business key"));
            problems.refuseUnless(
                    handedIn.stream().allMatch(in -> in.getCamundaVariables() == null),
                    diagram.says(stage, "hands in all variables; name those that are needed"));
            called.ifPresent(process -> {
                checkErrors(diagram, stage, process, problems);
                problems.refuseUnless(
                        !leadsBack(process, diagram.id(), models, new HashSet<>()),
                        diagram.says(stage, "calls " + process.id() + ", by which " + diagram.id() + " calls itself"));
            });
        }
    }

    private static boolean leadsBack(Diagram from, String id, Models models, Set<String> seen) {
        return from.id().equals(id)
                || seen.add(from.id())
                        && from.all(CallActivity.class).stream()
                                .map(call -> models.diagram(String.valueOf(call.getCalledElement())))
                                .flatMap(Optional::stream)
                                .anyMatch(next -> leadsBack(next, id, models, seen));
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
            problems.refuseUnless(
                    caught.contains(code),
                    diagram.says(
                            stage, "does not catch the error '" + code + "' that " + called.id() + " can end with"));
        }
        for (String code : caught) {
            problems.warnUnless(
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
