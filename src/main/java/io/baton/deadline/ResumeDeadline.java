package io.baton.deadline;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Lets the working time that is left go on. */
@Component
class ResumeDeadline implements JavaDelegate {

    private final DeadlinePauses pauses;
    private final Doer doer;

    ResumeDeadline(DeadlinePauses pauses, Doer doer) {
        this.pauses = pauses;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        pauses.resume(StageProcess.number(execution), doer.id());
    }
}
