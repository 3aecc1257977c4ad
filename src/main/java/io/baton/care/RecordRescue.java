package io.baton.care;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what came of rescuing a customer who was at risk. */
@Component
class RecordRescue implements JavaDelegate {

    private final CustomerCare care;
    private final FormFactsProcess facts;
    private final Doer doer;

    RecordRescue(CustomerCare care, FormFactsProcess facts, Doer doer) {
        this.care = care;
        this.facts = facts;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        facts.take(execution, doer.id());

        String outcome =
                care.rescued(StageProcess.number(execution), CustomerCareProcess.takeAnswer(execution), doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
