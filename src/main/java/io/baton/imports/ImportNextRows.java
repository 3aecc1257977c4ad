package io.baton.imports;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Imports one batch of rows; what stops it stops it between two of them, and it goes on with the rows that are not done. */
@Component
class ImportNextRows implements JavaDelegate {

    private final RowImport rows;

    ImportNextRows(RowImport rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean more = rows.next(Long.parseLong(ImportCustomersProcess.IMPORT.require(execution)));

        ImportCustomersProcess.MORE_TO_IMPORT.on(execution, more);
    }
}
