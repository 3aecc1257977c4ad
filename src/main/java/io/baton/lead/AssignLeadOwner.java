package io.baton.lead;

import io.baton.customer.StageProcess;
import io.baton.engine.DecisionTrail;
import io.baton.engine.Doer;
import io.baton.lead.pool.LeadPools;
import java.util.HashMap;
import java.util.Map;
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
                .map(AssignLeadOwner::toAPool)
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

    /** A table from before there were pools names a team; its leads go to the pool of that name. */
    private static DecisionTrail.Decided toAPool(DecisionTrail.Decided route) {
        Object team = route.outputs().get("team");
        if (team == null || route.outputs().containsKey("pool")) {
            return route;
        }
        Map<String, Object> outputs = new HashMap<>(route.outputs());
        outputs.put("pool", team);
        return new DecisionTrail.Decided(
                route.table(), route.version(), route.row(), route.why(), route.inputs(), outputs);
    }
}
