package io.baton.imports;

import io.baton.engine.FormContext;
import io.baton.imports.ImportStore.RowView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows whoever confirms an import what would become of its rows, and the first of those that cannot be taken. */
@Component
class ImportFormContext implements FormContext {

    private static final int SHOWN = 15;

    private final ImportReader reader;

    ImportFormContext(ImportReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        return Map.of();
    }

    @Override
    public Map<String, Object> forTaskAboutNoCustomer(VariableScope variables) {
        String number = ImportCustomersProcess.IMPORT.from(variables);
        if (number == null) {
            return Map.of();
        }
        long id = Long.parseLong(number);
        ImportView view = reader.one(id);
        return Map.of(
                "importHeadline",
                FormContext.literally(view.file()),
                "importSummary",
                view.summary(),
                "importPage",
                "/imports/" + id,
                "importLines",
                lines(view)
                        + rows("Refused", reader.rows(id, "refused", 0, SHOWN).items())
                        + rows(
                                "Duplicates",
                                reader.rows(id, "duplicate", 0, SHOWN).items()));
    }

    private static String lines(ImportView view) {
        String questions = view.questions().stream()
                .map(it -> "- **Open question** " + FormContext.literally(it) + "\n")
                .collect(Collectors.joining());
        String columns = view.columns().stream()
                .map(it -> FormContext.literally(it.heading()) + " → "
                        + (it.label() == null ? "left out" : "**" + FormContext.literally(it.label()) + "**"))
                .collect(Collectors.joining("  \n"));
        return questions + columns;
    }

    private static String rows(String outcome, List<RowView> rows) {
        return rows.isEmpty()
                ? ""
                : rows.stream()
                        .map(row -> "- line " + row.line() + ": "
                                + row.problems().stream()
                                        .map(it -> FormContext.literally((it.column() + " " + it.reason()).strip()))
                                        .collect(Collectors.joining("; ")))
                        .collect(Collectors.joining("\n", "\n\n" + outcome + ", the first of them:\n\n", ""));
    }
}
