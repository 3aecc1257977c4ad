package io.baton.imports;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes back one batch of rows of an import. */
@Component
class UndoNextRows implements JavaDelegate {

    private final RowUndo rows;

    UndoNextRows(RowUndo rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean more = rows.next(Long.parseLong(ImportCustomersProcess.IMPORT.require(execution)));

        ImportCustomersProcess.MORE_TO_UNDO.on(execution, more);
    }
}
