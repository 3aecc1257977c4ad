package io.baton.care;

import io.baton.customer.StageProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks up when the renewal is, so that the diagram asks for the date, waits for it, or goes on at once. */
@Component
class CheckRenewalDate implements JavaDelegate {

    private final CustomerCare care;

    CheckRenewalDate(CustomerCare care) {
        this.care = care;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StageProcess.OUTCOME.on(execution, care.renewal(StageProcess.number(execution)));
    }
}
