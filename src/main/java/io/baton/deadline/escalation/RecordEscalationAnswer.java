package io.baton.deadline.escalation;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Does what the person who was asked decided, and records it. */
@Component
class RecordEscalationAnswer implements JavaDelegate {

    private final Escalations escalations;
    private final Doer doer;

    RecordEscalationAnswer(Escalations escalations, Doer doer) {
        this.escalations = escalations;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        escalations.answered(
                EscalationProcess.deadline(execution),
                new Escalations.Answer(
                        StageProcess.DECISION.take(execution),
                        EscalationProcess.COLLEAGUE.take(execution),
                        StageProcess.takeDate(execution, EscalationProcess.NEW_DATE, "New date"),
                        EscalationProcess.REASON.take(execution)),
                doer.id());
    }
}
