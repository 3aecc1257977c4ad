package io.baton.deadline;

import io.baton.customer.CustomerRecord;
import io.baton.engine.Desk;
import io.baton.engine.Doer;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.stereotype.Component;

/**
 * Puts on record that a step was not done in time, for customers who wait on a diagram from before deadlines were kept:
 * its timers call this step. Diagrams of today have {@link RemindOrRecordBreach}.
 */
@Component
class RecordOverdueStep implements JavaDelegate {

    private final DeadlineRecord deadlines;
    private final CustomerRecord record;
    private final Desk desk;
    private final Doer doer;

    RecordOverdueStep(DeadlineRecord deadlines, CustomerRecord record, Desk desk, Doer doer) {
        this.deadlines = deadlines;
        this.record = record;
        this.desk = desk;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (deadlines.comeDue(DeadlineKeeper.customer(execution), execution.getProcessInstanceId(), desk::assignee)) {
            return;
        }
        FlowNode here = (FlowNode) execution.getBpmnModelElementInstance();
        String passed = here.getPreviousNodes().singleResult().getName();
        record.breached(execution.getProcessBusinessKey(), doer.id(), passed + ".", Map.of());
    }
}
