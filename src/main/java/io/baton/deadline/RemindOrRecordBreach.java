package io.baton.deadline;

import io.baton.engine.Desk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * A timer on a task has come: reminds of the step, or puts on record that it was missed, when it happens and with the
 * owner of that moment. It looks at all that waits in this process and does what is due now, so that a second run does
 * nothing.
 */
@Component
class RemindOrRecordBreach implements JavaDelegate {

    private final DeadlineRecord deadlines;
    private final Desk desk;

    RemindOrRecordBreach(DeadlineRecord deadlines, Desk desk) {
        this.deadlines = deadlines;
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        deadlines.comeDue(DeadlineKeeper.customer(execution), execution.getProcessInstanceId(), desk::assignee);
    }
}
