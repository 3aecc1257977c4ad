package io.baton.handoff;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Begins the handoff: it shows the customer on the cards and gives the note to its owner. */
@Component
class OpenHandoff implements JavaDelegate {

    private final CustomerHandoff handoff;
    private final Doer doer;

    OpenHandoff(CustomerHandoff handoff, Doer doer) {
        this.handoff = handoff;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var customer = handoff.open(
                StageProcess.number(execution),
                CustomerHandoffProcess.GIVING_TEAM.require(execution),
                CustomerHandoffProcess.RECEIVING_TEAM.require(execution),
                doer.id());

        StageProcess.show(customer, execution);
    }
}
