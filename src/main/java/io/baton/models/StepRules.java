package io.baton.models;

import static io.baton.models.Diagram.labelOf;

import java.util.List;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.jspecify.annotations.Nullable;

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
            problems.refuseUnless(
                    table != null && models.table(table).isPresent(),
                    diagram.says(rule, "asks the table '" + table + "', which does not exist"));
            Bindings.check(
                    rule.getCamundaDecisionRefBinding(),
                    diagram.says(rule, "does not ask the latest version of its table"),
                    problems);
            // An answer of several parts is taken by the step behind the table: a variable would hold it as a Java
            // object.
            boolean ofOnePart = models.table(String.valueOf(table))
                    .map(it -> it.outputs().size() == 1)
                    .orElse(true);
            problems.warnUnless(
                    rule.getCamundaResultVariable() != null || !ofOnePart,
                    diagram.says(rule, "does not say which variable takes the answer of the table"));
            problems.refuseUnless(
                    ofOnePart || !"singleEntry".equals(rule.getCamundaMapDecisionResult()),
                    diagram.says(
                            rule,
                            "takes a single entry of " + table
                                    + ", whose rows answer several; leave variable and mapping empty, the step behind it"
                                    + " reads them"));
        }
    }

    private static void checkStep(
            Diagram diagram, FlowElement step, @Nullable String expression, Known known, Problems problems) {
        String name = Words.camel(labelOf(step));
        problems.styleUnless(
                ("${" + name + "}").equals(expression),
                diagram.says(step, "calls " + expression + "; expected ${" + name + "}, the step of its label"));
        problems.refuseUnless(
                known.steps().stream().anyMatch(one -> ("${" + one + "}").equals(expression)),
                diagram.says(
                        step,
                        (expression == null ? "calls no step" : "calls " + expression + ", which is no step")
                                + "; there are "
                                + String.join(
                                        ", ", known.steps().stream().sorted().toList())));
    }

    /** Every step that a diagram calls stands in Modeler's list, and no other. */
    static void checkTemplates(Models models, Problems problems) {
        List<ServiceTask> steps = models.diagrams().stream()
                .flatMap(diagram -> diagram.all(ServiceTask.class).stream())
                .toList();
        for (Template template : models.templates()) {
            problems.styleUnless(
                    steps.stream()
                            .anyMatch(step -> labelOf(step).equals(template.name())
                                    && template.value("camunda:delegateExpression")
                                            .equals(step.getCamundaDelegateExpression())),
                    template.says("no diagram has the step '" + template.name() + "' with "
                            + template.value("camunda:delegateExpression")));
        }
        for (ServiceTask step : steps) {
            problems.styleUnless(
                    models.templates().stream()
                            .anyMatch(template -> template.name().equals(labelOf(step))),
                    new Problem(
                            Words.kebab(labelOf(step)) + ".json",
                            step.getId(),
                            "the step '" + labelOf(step) + "' has no element template; expected "
                                    + Words.kebab(labelOf(step)) + ".json"));
        }
    }
}
