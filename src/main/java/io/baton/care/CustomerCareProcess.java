package io.baton.care;

import io.baton.customer.StageProcess;
import io.baton.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The vocabulary of {@code customer-care.bpmn}. */
final class CustomerCareProcess {

    /** Form {@code set-renewal-date}. */
    static final ProcessVariable<String> RENEWAL_ON = ProcessVariable.text("renewalOn");

    private CustomerCareProcess() {}

    /** Takes what the forms about a customer's well-being left behind. */
    static CustomerCare.Answer takeAnswer(VariableScope scope) {
        return new CustomerCare.Answer(
                StageProcess.DECISION.take(scope), StageProcess.LOSS_REASON.take(scope), StageProcess.takeNote(scope));
    }
}
