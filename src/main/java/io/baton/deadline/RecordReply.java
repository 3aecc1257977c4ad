package io.baton.deadline;

import io.baton.engine.Doer;
import io.baton.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes in what a customer answered, as somebody typed it into the start form. */
@Component
class RecordReply implements JavaDelegate {

    private static final ProcessVariable<String> REPLY = ProcessVariable.text("reply");

    private final CustomerReplies replies;
    private final Doer doer;

    RecordReply(CustomerReplies replies, Doer doer) {
        this.replies = replies;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String customer = WaitForCustomerProcess.CUSTOMER.take(execution);

        replies.replied(customer, REPLY.take(execution), doer.id());

        execution.setProcessBusinessKey(customer);
    }
}
