package io.baton.imports;

import io.baton.api.Refusal;
import io.baton.customer.StageProcess;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records whether the rows are imported; who was not asked has said so with the file. */
@Component
class RecordImportDecision implements JavaDelegate {

    private static final Set<String> ANSWERS = Set.of("import", "discard");

    private final Imports imports;

    RecordImportDecision(Imports imports) {
        this.imports = imports;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String decision = StageProcess.DECISION.take(execution);
        if (decision == null && !ImportCustomersProcess.ASK_FIRST.require(execution)) {
            decision = "import";
        }
        if (decision == null || !ANSWERS.contains(decision)) {
            throw Refusal.ofField("decision", "is neither 'import' nor 'discard'");
        }

        imports.decided(Long.parseLong(ImportCustomersProcess.IMPORT.require(execution)), decision.equals("import"));

        StageProcess.OUTCOME.on(execution, decision);
    }
}
