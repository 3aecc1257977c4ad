package io.baton.team.urgent;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what was done about an urgent matter. */
@Component
class RecordUrgentMatter implements JavaDelegate {

    private final UrgentMatter urgentMatter;
    private final Doer doer;

    RecordUrgentMatter(UrgentMatter urgentMatter, Doer doer) {
        this.urgentMatter = urgentMatter;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        urgentMatter.settled(StageProcess.number(execution), UrgentMatterProcess.DONE.take(execution), doer.id());
    }
}
