package io.baton.renewal;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code contract-renewal.bpmn}. */
final class ContractRenewalProcess {

    /** Form {@code review-renewal}: the next renewal date. */
    static final ProcessVariable<String> RENEWAL_ON = ProcessVariable.text("renewalOn");
    /** Form {@code review-renewal}. */
    static final ProcessVariable<String> NEXT_FOLLOW_UP_ON = ProcessVariable.text("nextFollowUpOn");

    private ContractRenewalProcess() {}
}
