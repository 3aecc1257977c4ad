package io.baton.support;

import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records who took the case, how bad it is, and what the customer was told. */
@Component
class RecordCaseAnswer implements JavaDelegate {

    private final CustomerSupport support;
    private final Doer doer;

    RecordCaseAnswer(CustomerSupport support, Doer doer) {
        this.support = support;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SupportCase taken = support.acknowledged(
                execution.getProcessInstanceId(),
                SupportCaseProcess.ASSESSED.take(execution),
                SupportCaseProcess.SAID.take(execution),
                doer.id());

        SupportCaseProcess.CASE_OWNER.on(execution, taken.owner());
        SupportCaseProcess.SEVERITY.on(execution, taken.severity().id());
    }
}
