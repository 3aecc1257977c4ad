package io.baton.delivery;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code delivery-preparation.bpmn} and {@code service-delivery.bpmn}. */
final class DeliveryProcess {

    /** Both forms: when the delivery is to be done. */
    static final ProcessVariable<String> DELIVER_ON = ProcessVariable.text("deliverOn");
    /** Form {@code hold-kickoff}: the kickoff's new date. */
    static final ProcessVariable<String> KICKOFF_ON = ProcessVariable.text("kickoffOn");
    /** Form {@code deliver-service}. */
    static final ProcessVariable<Boolean> PROJECT_INVOICED = ProcessVariable.yesNo("projectInvoiced");

    private DeliveryProcess() {}
}
