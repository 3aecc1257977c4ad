package io.baton.deadline.escalation;

import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records that the step was done before anybody had to answer. */
@Component
class RecordStepDone implements JavaDelegate {

    private final Escalations escalations;
    private final Doer doer;

    RecordStepDone(Escalations escalations, Doer doer) {
        this.escalations = escalations;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalations.over(EscalationProcess.deadline(execution), doer.id());
    }
}
