package io.baton.lead.pool;

import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives the leads that wait in a pool to whoever has a hand free; one process per pool waits for the next free hand. */
@Component
class DispatchWaitingLeads implements JavaDelegate {

    private final WaitingLeads waitingLeads;
    private final DispatchLeadsProcess process;
    private final Doer doer;

    DispatchWaitingLeads(WaitingLeads waitingLeads, DispatchLeadsProcess process, Doer doer) {
        this.waitingLeads = waitingLeads;
        this.process = process;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String pool = DispatchLeadsProcess.pool(execution);
        WaitingLeads.Left left = waitingLeads.dispatch(pool, doer.id());
        if (left.leadsWait() && left.handsFree()) {
            // The next ones at once, in a transaction of their own.
            process.begin(pool);
        }
        DispatchLeadsProcess.LEADS_WAIT.on(execution, left.leadsWait() && !process.isAnotherOneThere(pool));
    }
}
