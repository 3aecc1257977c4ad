package io.baton.customer;

import io.baton.engine.Doer;
import io.baton.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings in the colleague whom somebody typed into the start form. */
@Component
class RecordContributor implements JavaDelegate {

    private static final ProcessVariable<String> CUSTOMER = ProcessVariable.text("customer");
    private static final ProcessVariable<String> PERSON = ProcessVariable.text("person");
    private static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    private final BringIn bringIn;
    private final Doer doer;

    RecordContributor(BringIn bringIn, Doer doer) {
        this.bringIn = bringIn;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String customer = CUSTOMER.take(execution);

        bringIn.name(customer, PERSON.take(execution), REASON.take(execution), doer.id());

        execution.setProcessBusinessKey(customer);
    }
}
