package io.baton.deployment;

import io.baton.models.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ResourceReport;
import org.camunda.bpm.engine.impl.bpmn.parser.ResourceReportImpl;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that is not accepted. Modeler shows the message, one sentence a line; the reports say the same by file and
 * element, as the engine's own parse errors do.
 */
class RefusedDeployment extends ParseException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<Problem> warnings;

    RefusedDeployment(List<Problem> problems, List<Problem> warnings) {
        super(message(problems), problems.get(0).file(), List.of(), List.of());
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    @Override
    public List<ResourceReport> getResorceReports() {
        Set<String> files = Stream.of(problems, warnings)
                .flatMap(Collection::stream)
                .map(Problem::file)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return files.stream()
                .<ResourceReport>map(file -> new ResourceReportImpl(file, about(file, problems), about(file, warnings)))
                .toList();
    }

    private static List<org.camunda.bpm.engine.Problem> about(String file, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.file().equals(file))
                .<org.camunda.bpm.engine.Problem>map(Reported::new)
                .toList();
    }

    private static String message(List<Problem> problems) {
        return problems.stream()
                .map(problem -> "\n- " + problem.sentence())
                .collect(Collectors.joining(
                        "",
                        "Nothing was deployed: there "
                                + (problems.size() == 1 ? "is one problem." : "are " + problems.size() + " problems."),
                        ""));
    }

    /** A problem in the engine's words. Where in the text of the file it is, is of no use to a person with a drawing. */
    private record Reported(Problem problem) implements org.camunda.bpm.engine.Problem {

        @Override
        public String getMessage() {
            return problem.sentence();
        }

        @Override
        public int getLine() {
            return 0;
        }

        @Override
        public int getColumn() {
            return 0;
        }

        @Override
        public @Nullable String getMainElementId() {
            return problem.element();
        }

        @Override
        public List<String> getElementIds() {
            return problem.element() == null ? List.of() : List.of(problem.element());
        }
    }
}
