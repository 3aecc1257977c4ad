package io.baton.handoff;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records whether the receiver accepted or sent it back. */
@Component
class RecordHandoffAnswer implements JavaDelegate {

    private final CustomerHandoff handoff;
    private final Doer doer;

    RecordHandoffAnswer(CustomerHandoff handoff, Doer doer) {
        this.handoff = handoff;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String outcome = handoff.answered(
                StageProcess.number(execution),
                StageProcess.DECISION.take(execution),
                CustomerHandoffProcess.RETURN_REASON.take(execution),
                CustomerHandoffProcess.RETURN_NOTE.take(execution),
                StageProcess.takeNote(execution),
                doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
