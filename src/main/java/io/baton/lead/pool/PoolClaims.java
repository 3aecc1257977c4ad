package io.baton.lead.pool;

import io.baton.customer.Party;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.engine.TaskAddition;
import io.baton.team.Presence;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whoever claims a lead's task in the Tasklist takes the lead out of its pool, by the pool's rules; whoever gives the task
 * back gives the lead back. Whom a manager gives the task to has the lead from then on.
 */
@Component
class PoolClaims implements TaskAddition {

    private final ObjectProvider<LeadPools> pools;
    private final ObjectProvider<Presence> presence;
    private final ObjectProvider<Doer> doer;

    PoolClaims(ObjectProvider<LeadPools> pools, ObjectProvider<Presence> presence, ObjectProvider<Doer> doer) {
        this.pools = pools;
        this.presence = presence;
        this.doer = doer;
    }

    @Override
    public List<String> events() {
        return List.of(EVENTNAME_ASSIGNMENT);
    }

    @Override
    public void notify(DelegateTask task) {
        String person = doer.getObject().user();
        if (person == null || !LeadStageProcess.isInStage(task.getExecution())) {
            return;
        }
        String number = task.getExecution().getProcessBusinessKey();
        String assignee = task.getAssignee();
        if (assignee == null) {
            if (pools.getObject().giveBack(number, person)) {
                StageProcess.OWNER.on(task.getExecution(), null);
            }
        } else if (person.equals(assignee)
                ? pools.getObject().claim(number, person)
                : pools.getObject().isFree(number)
                        && !isOnLoan(task)
                        && pools.getObject().give(number, assignee, person)) {
            StageProcess.ownedBy(Party.person(assignee), task.getExecution());
        }
    }

    /** A loan passes a step on while somebody is away, and leaves the lead where it is. */
    private boolean isOnLoan(DelegateTask task) {
        return presence.getObject().isOnLoan(task.getId(), task.getAssignee());
    }
}
