package io.baton.models;

import static io.baton.models.Diagram.documentationOf;
import static io.baton.models.Diagram.labelOf;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** A person who gets a task finds a form, an explanation, a team and a due date, and a step records what they enter. */
final class TaskRules {

    private TaskRules() {}

    static void check(Diagram diagram, Known known, Models models, Problems problems) {
        for (UserTask task : diagram.all(UserTask.class)) {
            checkForm(diagram, task, models, problems);
            checkTeam(diagram, task, known, models.teamsOf(diagram, known), problems);
            problems.refuseUnless(
                    task.getCamundaDueDate() != null,
                    diagram.says(
                            task, "has no due date; expected ${deadlines.at(execution, '…')} with a window's name"));
            problems.styleUnless(
                    Words.sentences(documentationOf(task)) >= 2,
                    diagram.says(
                            task, "needs a documentation of two sentences: what to do; what happens on completing it"));
            problems.warnUnless(
                    diagram.leaving(task).stream().map(SequenceFlow::getTarget).anyMatch(TaskRules::records),
                    diagram.says(task, "is not followed by a step that records what was entered"));
        }
        for (StartEvent start : diagram.all(StartEvent.class)) {
            if (start.getCamundaFormRef() != null) {
                checkFormExists(
                        diagram, start, start.getCamundaFormRef(), start.getCamundaFormRefBinding(), models, problems);
            }
        }
    }

    private static boolean records(FlowNode next) {
        return next instanceof ServiceTask;
    }

    private static void checkForm(Diagram diagram, UserTask task, Models models, Problems problems) {
        String expected = Words.kebab(labelOf(task));
        String path = "forms/"
                + (diagram.file().folder().isEmpty() ? "" : diagram.file().folder() + "/") + expected + ".form";
        if (task.getCamundaFormRef() == null) {
            problems.refuseUnless(false, diagram.says(task, "has no form; expected " + path));
            return;
        }
        problems.styleUnless(
                task.getCamundaFormRef().equals(expected),
                diagram.says(task, "has the form '" + task.getCamundaFormRef() + "'; expected " + path));
        checkFormExists(diagram, task, task.getCamundaFormRef(), task.getCamundaFormRefBinding(), models, problems);
    }

    private static void checkFormExists(
            Diagram diagram, FlowNode node, String form, String binding, Models models, Problems problems) {
        problems.refuseUnless(
                models.form(form).isPresent(),
                diagram.says(node, "shows the form '" + form + "', which does not exist"));
        problems.refuseUnless(
                "latest".equals(binding), diagram.says(node, "does not show the latest version of its form"));
    }

    private static void checkTeam(Diagram diagram, UserTask task, Known known, Set<String> teams, Problems problems) {
        problems.refuseUnless(
                !task.getCamundaCandidateGroupsList().isEmpty(),
                diagram.says(task, "has no candidate group, so nobody can do it; there are " + listed(known.groups())));
        for (String group : task.getCamundaCandidateGroupsList()) {
            boolean works = group.startsWith("${")
                    ? teams.stream().anyMatch(team -> group.equals("${" + team + "}"))
                    : known.groups().contains(group);
            problems.refuseUnless(
                    works,
                    diagram.says(
                            task,
                            "is offered to the group '" + group + "', whose people could not do it; there are "
                                    + listed(known.groups())));
        }
    }

    private static String listed(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
