package io.baton.handoff;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Begins the handoff, if one is needed: it shows the customer on the cards and gives the note to its owner. */
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
        CustomerHandoff.Opened opened = handoff.open(StageProcess.number(execution), doer.id());

        StageProcess.OUTCOME.on(execution, opened.way().id());
        if (opened.way() == CustomerHandoff.Way.IN_TWO_HANDS) {
            StageProcess.show(opened.customer(), execution);
            CustomerHandoffProcess.GIVING_TEAM.on(execution, opened.givingTeam());
            CustomerHandoffProcess.RECEIVING_TEAM.on(execution, opened.receivingTeam());
        }
    }
}
