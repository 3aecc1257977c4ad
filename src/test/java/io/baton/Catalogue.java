package io.baton;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;

/** Writes {@code docs/catalogue.md} from the models: every process, task, form, table and window, in their own words. */
final class Catalogue {

    private Catalogue() {}

    static String generated() {
        StringBuilder page = new StringBuilder("""
                # Catalogue

                Every process, task, form, table and window, in the words of the models. This page is generated from
                `processes/` and `forms/`; the build fails where it is out of date, and
                `./mvnw test -Dtest=ReadmeTest -Dcatalogue.write=true` writes it anew.

                ## Processes
                """);
        files("processes", ".bpmn").forEach(file -> page.append(process(file)));
        page.append("\n## Tables\n");
        files("processes", ".dmn").forEach(file -> page.append(table(file)));
        page.append("\n## Windows\n\nHow long each kind of step may take, from `follow-up-windows.dmn`, unless another"
                + " date is agreed with the customer.\n\n");
        page.append(windows());
        return page.toString();
    }

    private static String process(Path file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        StringBuilder text = new StringBuilder(
                "\n### %s\n\n`%s` · %s\n".formatted(process.getName(), slashes(file), documentation(process)));
        var tasks = model.getModelElementsByType(UserTask.class);
        if (!tasks.isEmpty()) {
            text.append("\n| Task | Form | Who | Due |\n|---|---|---|---|\n");
            tasks.stream()
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .forEach(task -> text.append("| %s | `%s` | %s | %s |\n"
                            .formatted(
                                    task.getName(),
                                    task.getCamundaFormRef(),
                                    who(task),
                                    window(task.getCamundaDueDate()))));
        }
        return text.toString();
    }

    private static String who(UserTask task) {
        String assignee = task.getCamundaAssignee();
        String groups = String.join(", ", task.getCamundaCandidateGroupsList())
                .replace(
                        "${team}", assignee == null ? "the team of the routing table" : "the team of the custody table")
                .replace("${givingTeam}", "the giving team")
                .replace("${receivingTeam}", "the receiving team");
        if (assignee == null) {
            return groups;
        }
        return switch (assignee) {
                    case "${receiver}" -> "the named receiver";
                    case "${taker}" -> "the owner or whoever stands in";
                    default -> "the owner";
                }
                + ", of " + groups;
    }

    private static String window(String expression) {
        return expression.replaceAll(".*'([a-z-]+)'.*", "$1");
    }

    private static String table(Path file) {
        DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
        Decision decision =
                model.getModelElementsByType(Decision.class).iterator().next();
        DecisionTable table =
                model.getModelElementsByType(DecisionTable.class).iterator().next();
        return "\n### %s\n\n`%s` · %s → %s · %d rules\n"
                .formatted(
                        decision.getName(),
                        slashes(file),
                        table.getInputs().isEmpty()
                                ? "a list"
                                : table.getInputs().stream()
                                        .map(input -> input.getInputExpression()
                                                .getText()
                                                .getTextContent())
                                        .collect(Collectors.joining(", ")),
                        table.getOutputs().stream().map(Output::getName).collect(Collectors.joining(", ")),
                        table.getRules().size());
    }

    private static String windows() {
        DmnModelInstance model = Dmn.readModelFromFile(new File("processes/deadline/follow-up-windows.dmn"));
        StringBuilder text = new StringBuilder("| Window | How long | What for |\n|---|---|---|\n");
        for (Rule rule : model.getModelElementsByType(Rule.class)) {
            List<String> outputs = rule.getOutputEntries().stream()
                    .map(entry -> unquoted(entry.getText().getTextContent()))
                    .toList();
            List<String> inputs = rule.getInputEntries().stream()
                    .map(entry -> unquoted(entry.getText().getTextContent()))
                    .toList();
            text.append("| `%s` | %s | %s |\n".formatted(inputs.get(1), outputs.get(0), outputs.get(1)));
        }
        return text.toString();
    }

    private static String unquoted(String text) {
        return text.replace("\"", "");
    }

    private static String documentation(BaseElement element) {
        return element.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String slashes(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static List<Path> files(String folder, String kind) {
        try (Stream<Path> paths = Files.walk(Path.of(folder))) {
            return paths.filter(path -> path.toString().endsWith(kind)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
