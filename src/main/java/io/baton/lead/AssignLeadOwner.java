package io.baton.lead;

import io.baton.customer.StageProcess;
import io.baton.engine.DecisionTrail;
import io.baton.engine.Doer;
import io.baton.lead.pool.LeadPools;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the lead to the pool that the routing table named and, where the pool assigns, to somebody with a hand free. */
@Component
class AssignLeadOwner implements JavaDelegate {

    private final LeadPools pools;
    private final DecisionTrail decisions;
    private final Doer doer;

    AssignLeadOwner(LeadPools pools, DecisionTrail decisions, Doer doer) {
        this.pools = pools;
        this.decisions = decisions;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DecisionTrail.Decided route = decisions
                .last("route-lead")
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing has routed the lead; draw the table 'route-lead' before 'Assign lead owner'"));

        LeadPools.Routed routed = pools.route(
                StageProcess.number(execution),
                route,
                decisions.last("lead-validity").orElse(null),
                doer.id());

        StageProcess.TEAM.on(execution, routed.team());
        StageProcess.ownedBy(routed.owner(), execution);
        LeadQualificationProcess.PRIORITY.on(execution, String.valueOf(routed.priority()));
    }
}
