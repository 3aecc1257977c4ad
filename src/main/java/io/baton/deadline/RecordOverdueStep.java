package io.baton.deadline;

import io.baton.customer.CustomerRecord;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.stereotype.Component;

/** Writes into the journal that a step passed its date, when it happens and with the owner of that moment. */
@Component
class RecordOverdueStep implements JavaDelegate {

    private final CustomerRecord record;
    private final Doer doer;

    RecordOverdueStep(CustomerRecord record, Doer doer) {
        this.record = record;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        FlowNode here = (FlowNode) execution.getBpmnModelElementInstance();
        String passed = here.getPreviousNodes().singleResult().getName();

        record.overdue(execution.getProcessBusinessKey(), doer.id(), passed + ".");
    }
}
