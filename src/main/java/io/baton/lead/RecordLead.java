package io.baton.lead;

import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes in the lead that somebody typed into the start form. */
@Component
class RecordLead implements JavaDelegate {

    private final LeadIntake intake;
    private final Doer doer;

    RecordLead(LeadIntake intake, Doer doer) {
        this.intake = intake;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = intake.receive(LeadIntakeProcess.takeLead(execution), doer.id());

        execution.setProcessBusinessKey(number);
    }
}
