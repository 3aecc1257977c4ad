package io.baton.lead.pool;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Does with a lead that nobody reaches what the table says: reminds its owner, takes it back into its pool, or closes it. */
@Component
class RecycleLead implements JavaDelegate {

    private final IdleLeads idleLeads;
    private final Doer doer;

    RecycleLead(IdleLeads idleLeads, Doer doer) {
        this.idleLeads = idleLeads;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        StageProcess.OUTCOME.on(execution, idleLeads.comeDue(StageProcess.number(execution), doer.id()));
    }
}
