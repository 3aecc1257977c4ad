package io.baton.lead.pool;

import io.baton.customer.Party;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.engine.TaskAddition;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whoever claims a lead's task in the Tasklist takes the lead out of its pool, by the pool's rules; whoever gives the task
 * back gives the lead back.
 */
@Component
class PoolClaims implements TaskAddition {

    private final ObjectProvider<LeadPools> pools;
    private final ObjectProvider<Doer> doer;

    PoolClaims(ObjectProvider<LeadPools> pools, ObjectProvider<Doer> doer) {
        this.pools = pools;
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
        if (person.equals(task.getAssignee())) {
            if (pools.getObject().claim(number, person)) {
                StageProcess.ownedBy(Party.person(person), task.getExecution());
            }
        } else if (task.getAssignee() == null && pools.getObject().giveBack(number, person)) {
            StageProcess.OWNER.on(task.getExecution(), null);
        }
    }
}
