package io.baton.care;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code customer-care.bpmn}. */
final class CustomerCareProcess {

    /** Form {@code set-renewal-date}. */
    static final ProcessVariable<String> RENEWAL_ON = ProcessVariable.text("renewalOn");

    private CustomerCareProcess() {}
}
