package io.baton.care;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records when the customer's contract is to be renewed. */
@Component
class RecordRenewalDate implements JavaDelegate {

    private final CustomerCare care;
    private final Doer doer;

    RecordRenewalDate(CustomerCare care, Doer doer) {
        this.care = care;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        care.renewsOn(
                StageProcess.number(execution),
                StageProcess.takeDate(execution, CustomerCareProcess.RENEWAL_ON, "Renewal date"),
                StageProcess.takeNote(execution),
                doer.id());
    }
}
