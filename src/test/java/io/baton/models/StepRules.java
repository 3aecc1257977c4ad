package io.baton.models;

import static io.baton.models.Diagram.labelOf;

import java.util.List;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;

/** A step calls the code that has its label as a name, a business rule asks a table, and the step templates fit both. */
final class StepRules {

    private StepRules() {}

    static void check(Diagram diagram, Known known, Models models, Problems problems) {
        for (ServiceTask step : diagram.all(ServiceTask.class)) {
            checkStep(diagram, step, step.getCamundaDelegateExpression(), known, problems);
        }
        for (SendTask step : diagram.all(SendTask.class)) {
            checkStep(diagram, step, step.getCamundaDelegateExpression(), known, problems);
        }
        for (BusinessRuleTask rule : diagram.all(BusinessRuleTask.class)) {
            String table = rule.getCamundaDecisionRef();
            problems.unless(
                    table != null && models.table(table).isPresent(),
                    diagram.says(rule, "asks the table '" + table + "', which does not exist"));
            problems.unless(
                    "latest".equals(rule.getCamundaDecisionRefBinding()),
                    diagram.says(rule, "does not ask the latest version of its table"));
            problems.unless(
                    rule.getCamundaResultVariable() != null,
                    diagram.says(rule, "does not say which variable takes the answer of the table"));
        }
    }

    private static void checkStep(
            Diagram diagram, FlowElement step, String expression, Known known, Problems problems) {
        String name = Words.camel(labelOf(step));
        problems.unless(
                ("${" + name + "}").equals(expression),
                diagram.says(step, "calls " + expression + "; expected ${" + name + "}, the step of its label"));
        problems.unless(
                known.steps().contains(name),
                diagram.says(
                        step,
                        "calls a step that the application does not have; there are "
                                + String.join(
                                        ", ", known.steps().stream().sorted().toList())));
    }

    /** Every step that a diagram calls stands in Modeler's list, and no other. */
    static void checkTemplates(Models models, Problems problems) {
        List<ServiceTask> steps = models.diagrams().stream()
                .flatMap(diagram -> diagram.all(ServiceTask.class).stream())
                .toList();
        for (Template template : models.templates()) {
            problems.unless(
                    steps.stream()
                            .anyMatch(step -> labelOf(step).equals(template.name())
                                    && template.value("camunda:delegateExpression")
                                            .equals(step.getCamundaDelegateExpression())),
                    template.says("no diagram has the step '" + template.name() + "' with "
                            + template.value("camunda:delegateExpression")));
        }
        for (ServiceTask step : steps) {
            problems.unless(
                    models.templates().stream()
                            .anyMatch(template -> template.name().equals(labelOf(step))),
                    "the step '" + labelOf(step) + "' has no element template; expected " + Words.kebab(labelOf(step))
                            + ".json");
        }
    }
}
