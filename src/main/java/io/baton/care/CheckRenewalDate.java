package io.baton.care;

import io.baton.customer.StageProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks up when the renewal is, so that the diagram asks for the date, waits for it, or goes on at once. */
@Component
class CheckRenewalDate implements JavaDelegate {

    private final RenewalDates renewals;

    CheckRenewalDate(RenewalDates renewals) {
        this.renewals = renewals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StageProcess.OUTCOME.on(execution, renewals.agree(StageProcess.number(execution)));
    }
}
