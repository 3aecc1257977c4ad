package io.baton.imports;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Speaks to {@code import-customers.bpmn} and {@code undo-import.bpmn}: starts them, and holds their vocabulary. */
@Component
class ImportCustomersProcess implements DiagramOffer {

    /** The import's number. */
    static final ProcessVariable<String> IMPORT = ProcessVariable.text("importNumber");
    /** Who handed the file in, and so gets the task. */
    static final ProcessVariable<String> IMPORTER = ProcessVariable.text("importer");
    /** Whether somebody is to confirm it first. */
    static final ProcessVariable<Boolean> ASK_FIRST = ProcessVariable.yesNo("askFirst");
    /** Whether another batch has to be imported. */
    static final ProcessVariable<Boolean> MORE_TO_IMPORT = ProcessVariable.yesNo("moreToImport");

    /** Whether another batch has to be undone. */
    static final ProcessVariable<Boolean> MORE_TO_UNDO = ProcessVariable.yesNo("moreToUndo");

    private static final String KEY = "import-customers";

    private final RuntimeService runtimeService;
    private final SystemCommands system;

    ImportCustomersProcess(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    @Override
    public Set<String> variables() {
        return Set.of(ASK_FIRST.name(), MORE_TO_IMPORT.name(), MORE_TO_UNDO.name(), IMPORTER.name());
    }

    boolean isBegun(long id) {
        return system.call(() -> runtimeService
                        .createProcessInstanceQuery()
                        .processDefinitionKey(KEY)
                        .variableValueEquals(IMPORT.name(), String.valueOf(id))
                        .count()
                > 0);
    }

    /** Begins to take back what an import did. */
    void undo(long id) {
        system.call(() ->
                runtimeService.startProcessInstanceByKey("undo-import", Map.of(IMPORT.name(), String.valueOf(id))));
    }

    void begin(long id, boolean ask, String by) {
        system.call(() -> runtimeService.startProcessInstanceByKey(
                KEY, Map.of(IMPORT.name(), String.valueOf(id), IMPORTER.name(), by, ASK_FIRST.name(), ask)));
    }
}
