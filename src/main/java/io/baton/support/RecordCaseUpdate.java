package io.baton.support;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what the customer was told about the case, and whether it is solved. */
@Component
class RecordCaseUpdate implements JavaDelegate {

    private final CustomerSupport support;
    private final Doer doer;

    RecordCaseUpdate(CustomerSupport support, Doer doer) {
        this.support = support;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String outcome = support.updated(
                execution.getProcessInstanceId(),
                StageProcess.DECISION.take(execution),
                SupportCaseProcess.SAID.take(execution),
                doer.id());

        SupportCaseProcess.CASE_OWNER.on(
                execution, support.of(execution.getProcessInstanceId()).owner());
        StageProcess.OUTCOME.on(execution, outcome);
    }
}
