package io.baton.support;

import io.baton.customer.CustomerRecord;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes in what a customer reports, and shows the customer and the case on the cards. */
@Component
class OpenCase implements JavaDelegate {

    private final CustomerSupport support;
    private final CustomerRecord record;
    private final Doer doer;

    OpenCase(CustomerSupport support, CustomerRecord record, Doer doer) {
        this.support = support;
        this.record = record;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SupportCase opened = support.open(
                new CustomerSupport.Report(
                        SupportCaseProcess.CUSTOMER.take(execution),
                        SupportCaseProcess.SUMMARY.take(execution),
                        SupportCaseProcess.SEVERITY.take(execution)),
                execution.getProcessInstanceId(),
                doer.id());

        String customer = opened.view().customer();
        execution.setProcessBusinessKey(customer);
        StageProcess.show(record.facts(customer), execution);
        SupportCaseProcess.NUMBER.on(execution, opened.number());
        SupportCaseProcess.SEVERITY.on(execution, opened.severity().id());
    }
}
