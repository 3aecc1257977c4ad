package io.baton.lead;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives the lead to the team that the routing table named. */
@Component
class AssignLeadOwner implements JavaDelegate {

    private final LeadQualification qualification;
    private final Doer doer;

    AssignLeadOwner(LeadQualification qualification, Doer doer) {
        this.qualification = qualification;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        qualification.routed(StageProcess.number(execution), StageProcess.TEAM.require(execution), doer.id());
    }
}
