package io.baton.lead;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what the person answered who looked at the lead. */
@Component
class RecordQualification implements JavaDelegate {

    private final LeadQualification qualification;
    private final Doer doer;

    RecordQualification(LeadQualification qualification, Doer doer) {
        this.qualification = qualification;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var answer = new LeadQualification.Answer(
                StageProcess.DECISION.take(execution),
                LeadQualificationProcess.PLAYBOOK.take(execution),
                StageProcess.takeDate(execution, LeadQualificationProcess.NEXT_STEP_ON, "Next sales step"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution));

        String outcome = qualification.answered(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
