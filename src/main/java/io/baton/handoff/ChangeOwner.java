package io.baton.handoff;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The receiver becomes the owner. */
@Component
class ChangeOwner implements JavaDelegate {

    private final CustomerHandoff handoff;
    private final Doer doer;

    ChangeOwner(CustomerHandoff handoff, Doer doer) {
        this.handoff = handoff;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handoff.accepted(StageProcess.number(execution), doer.id());
    }
}
