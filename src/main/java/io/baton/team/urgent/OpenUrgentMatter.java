package io.baton.team.urgent;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes in what is urgent, and says whose it is now. */
@Component
class OpenUrgentMatter implements JavaDelegate {

    private final UrgentMatter urgentMatter;
    private final Doer doer;

    OpenUrgentMatter(UrgentMatter urgentMatter, Doer doer) {
        this.urgentMatter = urgentMatter;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        UrgentMatter.Raised raised = urgentMatter.raised(
                UrgentMatterProcess.CUSTOMER.take(execution),
                UrgentMatterProcess.MATTER.take(execution),
                Boolean.TRUE.equals(UrgentMatterProcess.OWNER_BUSY.take(execution)),
                doer.id());

        execution.setProcessBusinessKey(raised.customer().number());
        StageProcess.show(raised.customer(), execution);
        StageProcess.TEAM.on(execution, String.join(",", raised.teams()));
        UrgentMatterProcess.TAKER.on(execution, raised.taker());
        UrgentMatterProcess.RAISED_MATTER.on(execution, raised.matter());
        UrgentMatterProcess.RAISED_BY.on(execution, doer.id());
        UrgentMatterProcess.WHY_YOU.on(execution, raised.why());
    }
}
