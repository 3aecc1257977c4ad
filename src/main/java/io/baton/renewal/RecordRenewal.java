package io.baton.renewal;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what came of the renewal review. */
@Component
class RecordRenewal implements JavaDelegate {

    private final ContractRenewal renewal;
    private final FormFactsProcess facts;
    private final Doer doer;

    RecordRenewal(ContractRenewal renewal, FormFactsProcess facts, Doer doer) {
        this.renewal = renewal;
        this.facts = facts;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        facts.take(execution, doer.id());
        var answer = new ContractRenewal.Answer(
                StageProcess.DECISION.take(execution),
                StageProcess.takeDate(execution, ContractRenewalProcess.RENEWAL_ON, "Next renewal date"),
                StageProcess.takeDate(execution, ContractRenewalProcess.NEXT_FOLLOW_UP_ON, "Next follow-up"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution));

        String outcome = renewal.reviewed(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
