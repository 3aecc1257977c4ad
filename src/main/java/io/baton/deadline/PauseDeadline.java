package io.baton.deadline;

import io.baton.customer.CustomerFacts;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Stops the clock of the customer's open step, as somebody asked in the start form or over REST. */
@Component
class PauseDeadline implements JavaDelegate {

    private final DeadlinePauses pauses;
    private final Doer doer;

    PauseDeadline(DeadlinePauses pauses, Doer doer) {
        this.pauses = pauses;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CustomerFacts customer = pauses.pause(
                WaitForCustomerProcess.CUSTOMER.take(execution),
                StageProcess.takeDate(execution, WaitForCustomerProcess.UNTIL, "Until"),
                WaitForCustomerProcess.REASON.take(execution),
                doer.id());

        execution.setProcessBusinessKey(customer.number());
    }
}
