package io.baton.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** All models that work together, read from their files. What cannot be read is told in a sentence and left out. */
public record Models(
        List<ModelFile> files,
        List<Diagram> diagrams,
        List<Table> tables,
        List<Form> forms,
        List<Template> templates,
        List<String> unreadable) {

    public static Models read(Collection<ModelFile> files) {
        List<String> unreadable = new ArrayList<>();
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

    /** The ids of the forms that belong to user tasks. */
    Collection<String> taskForms() {
        return diagrams.stream()
                .flatMap(diagram -> diagram.all(UserTask.class).stream())
                .map(UserTask::getCamundaFormRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static <T> List<T> readAll(
            Collection<ModelFile> files, String extension, Reader<T> reader, List<String> unreadable) {
        return files.stream()
                .filter(file -> file.isA(extension))
                .flatMap(file -> {
                    try {
                        return Stream.of(reader.read(file));
                    } catch (Exception e) {
                        unreadable.add(file.name() + ": cannot be read as ." + extension + " (" + e.getMessage() + ")");
                        return Stream.empty();
                    }
                })
                .toList();
    }

    private interface Reader<T> {
        T read(ModelFile file) throws Exception;
    }
}
