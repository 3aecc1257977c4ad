package io.baton.deadline.escalation;

import io.baton.customer.CustomerRecord;
import io.baton.customer.StageProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A missed step climbs the next rung: somebody is told, or gets a task to answer. */
@Component
class ClimbLadder implements JavaDelegate {

    private final Escalations escalations;
    private final CustomerRecord record;

    ClimbLadder(Escalations escalations, CustomerRecord record) {
        this.escalations = escalations;
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Escalations.Standing standing = escalations.climb(EscalationProcess.deadline(execution));

        String customer = execution.getProcessBusinessKey();
        if (customer != null) {
            StageProcess.show(record.facts(customer), execution);
        }
        EscalationProcess.HANDLER.on(execution, standing.asked());
        StageProcess.OUTCOME.on(execution, standing.over() ? "over" : standing.asked() == null ? "told" : "asked");
    }
}
