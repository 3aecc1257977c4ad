package io.baton.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;

/** All models that work together, read from their files. What cannot be read is told in a sentence and left out. */
public record Models(
        List<ModelFile> files,
        List<Diagram> diagrams,
        List<Table> tables,
        List<Form> forms,
        List<Template> templates,
        List<Problem> unreadable) {

    public static Models read(Collection<ModelFile> files) {
        List<Problem> unreadable = new ArrayList<>();
        return new Models(
                List.copyOf(files),
                readAll(files, "bpmn", Diagram::read, unreadable),
                readAll(files, "dmn", Table::read, unreadable),
                readAll(files, "form", Form::read, unreadable),
                readAll(files, "json", Template::read, unreadable),
                unreadable);
    }

    /** The names of the steps that Modeler offers. */
    public Set<String> offeredSteps() {
        return templates.stream().map(template -> Words.camel(template.name())).collect(Collectors.toSet());
    }

    Optional<Diagram> diagram(String id) {
        return diagrams.stream().filter(diagram -> diagram.id().equals(id)).findFirst();
    }

    Optional<Table> table(String id) {
        return tables.stream().filter(table -> table.id().equals(id)).findFirst();
    }

    Optional<Form> form(String id) {
        return forms.stream().filter(form -> form.id().equals(id)).findFirst();
    }

    /** The tables whose rows answer several parts though a diagram takes a single entry of them, and the file of the diagram. */
    public Map<String, String> takenInAnotherShape() {
        Map<String, String> taken = new LinkedHashMap<>();
        for (Diagram diagram : diagrams) {
            diagram.all(BusinessRuleTask.class).stream()
                    .filter(rule -> "singleEntry".equals(rule.getCamundaMapDecisionResult()))
                    .flatMap(rule -> table(String.valueOf(rule.getCamundaDecisionRef())).stream())
                    .filter(table -> table.outputs().size() > 1)
                    .forEach(table -> taken.put(table.id(), diagram.file().name()));
        }
        return taken;
    }

    /** These models and, of the others, those whose id none of these has. */
    public Models over(Models others) {
        return new Models(
                Stream.concat(files.stream(), others.files.stream()).distinct().toList(),
                over(diagrams, others.diagrams, Diagram::id),
                over(tables, others.tables, Table::id),
                over(forms, others.forms, Form::id),
                templates,
                unreadable);
    }

    private static <T> List<T> over(List<T> some, List<T> others, Function<T, String> id) {
        Set<String> ids = some.stream().map(id).collect(Collectors.toSet());
        return Stream.concat(some.stream(), others.stream().filter(other -> !ids.contains(id.apply(other))))
                .toList();
    }

    /** The id under which each readable file is known to the engine. */
    public Map<ModelFile, String> ids() {
        Map<ModelFile, String> ids = new LinkedHashMap<>();
        diagrams.forEach(diagram -> ids.put(diagram.file(), diagram.id()));
        tables.forEach(table -> ids.put(table.file(), table.id()));
        forms.forEach(form -> ids.put(form.file(), form.id()));
        return ids;
    }

    /** The columns of every table, by id. */
    public Map<String, Known.Columns> columns() {
        return tables.stream().collect(Collectors.toMap(Table::id, Table::columns));
    }

    /**
     * The variables that a diagram and those that call it set by themselves: the answers of forms and tables, and what is
     * handed in and out.
     */
    Set<String> variablesOf(Diagram diagram) {
        Set<String> variables = new HashSet<>();
        Stream.concat(
                        diagram.all(UserTask.class).stream().map(UserTask::getCamundaFormRef),
                        diagram.all(StartEvent.class).stream().map(StartEvent::getCamundaFormRef))
                .filter(Objects::nonNull)
                .map(this::form)
                .flatMap(Optional::stream)
                .flatMap(form -> form.parts().stream())
                .map(part -> part.path("key").asText())
                .forEach(variables::add);
        diagram.all(BusinessRuleTask.class).forEach(rule -> variables.add(rule.getCamundaResultVariable()));
        diagram.all(CamundaOut.class).forEach(out -> variables.add(out.getCamundaTarget()));
        handedTo(diagram).forEach(in -> variables.add(in.getCamundaTarget()));
        variables.removeIf(variable -> variable == null || variable.isEmpty());
        return variables;
    }

    /**
     * The variables of a diagram that hold one of the groups: what steps set, what a table with the output {@code team}
     * answers, and what every caller hands in as the name of a group.
     */
    Set<String> teamsOf(Diagram diagram, Known known) {
        Set<String> teams = new HashSet<>(known.teams());
        for (BusinessRuleTask rule : diagram.all(BusinessRuleTask.class)) {
            table(String.valueOf(rule.getCamundaDecisionRef()))
                    .filter(table -> table.outputs().contains("team"))
                    .ifPresent(table -> teams.add(rule.getCamundaResultVariable()));
        }
        handedTo(diagram).stream()
                .filter(in -> known.groups().contains(String.valueOf(in.getCamundaSourceExpression())))
                .forEach(in -> teams.add(in.getCamundaTarget()));
        return teams;
    }

    /** The fixed texts that diagrams hand to the diagrams they call, under a name. */
    Set<String> handedOver(String name) {
        return diagrams.stream()
                .flatMap(diagram -> diagram.all(CamundaIn.class).stream())
                .filter(in -> name.equals(in.getCamundaTarget()) && in.getCamundaSourceExpression() != null)
                .map(CamundaIn::getCamundaSourceExpression)
                .collect(Collectors.toSet());
    }

    /** The diagrams to which a fixed text is handed under a name. */
    List<Diagram> calledWith(String name, String text) {
        return diagrams.stream()
                .flatMap(caller -> caller.all(CallActivity.class).stream())
                .filter(call -> call.getExtensionElements() != null
                        && call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().stream()
                                .anyMatch(in -> name.equals(in.getCamundaTarget())
                                        && text.equals(in.getCamundaSourceExpression())))
                .flatMap(call -> diagram(call.getCalledElement()).stream())
                .toList();
    }

    private List<CamundaIn> handedTo(Diagram diagram) {
        return diagrams.stream()
                .flatMap(caller -> caller.all(CallActivity.class).stream())
                .filter(call -> diagram.id().equals(call.getCalledElement()) && call.getExtensionElements() != null)
                .flatMap(call ->
                        call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().stream())
                .toList();
    }

    /** The ids of the forms that belong to user tasks. */
    Collection<String> taskForms() {
        return formsOfTasks(diagram -> true);
    }

    /**
     * The ids of the forms of tasks that are about a customer: all but those of diagrams that the clock starts, or a form
     * that asks nothing.
     */
    Collection<String> customerForms() {
        return formsOfTasks(
                diagram -> !diagram.startsByItself() && !diagram.saysNoCustomer() && !startsWithoutAQuestion(diagram));
    }

    private boolean startsWithoutAQuestion(Diagram diagram) {
        return diagram.all(StartEvent.class).stream()
                .map(StartEvent::getCamundaFormRef)
                .filter(Objects::nonNull)
                .flatMap(id -> form(id).stream())
                .anyMatch(form -> form.parts().stream()
                        .allMatch(part -> part.path("key").asText().isEmpty()));
    }

    private Collection<String> formsOfTasks(Predicate<Diagram> where) {
        return diagrams.stream()
                .filter(where)
                .flatMap(diagram -> diagram.all(UserTask.class).stream())
                .map(UserTask::getCamundaFormRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static <T> List<T> readAll(
            Collection<ModelFile> files, String extension, Reader<T> reader, List<Problem> unreadable) {
        return files.stream()
                .filter(file -> file.isA(extension))
                .flatMap(file -> {
                    try {
                        return Stream.of(reader.read(file));
                    } catch (Exception e) {
                        unreadable.add(Problem.of(file, reasonOf(e, extension)));
                        return Stream.empty();
                    }
                })
                .toList();
    }

    private static String reasonOf(Exception e, String extension) {
        if (e instanceof Limits.Unreadable) {
            return e.getMessage();
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        return "cannot be read as ." + extension + " (" + reason + ")";
    }

    private interface Reader<T> {
        T read(ModelFile file) throws Exception;
    }
}
