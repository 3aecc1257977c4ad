package io.baton.gate;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code gate-override.bpmn}. */
final class GateOverrideProcess {

    /** Start form {@code ask-for-override}: the customer's number. */
    static final ProcessVariable<String> CUSTOMER = ProcessVariable.text("customer");
    /** Start form {@code ask-for-override}: why the customer should move on all the same. */
    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");
    /** Kept for the manager who decides: who asked. */
    static final ProcessVariable<String> ASKED_BY = ProcessVariable.text("askedBy");
    /** Kept for the manager who decides: what was given as the reason. */
    static final ProcessVariable<String> ASKED_WHY = ProcessVariable.text("askedWhy");
    /** The stage that the customer was to leave when it was asked for. */
    static final ProcessVariable<String> ASKED_FOR = ProcessVariable.text("askedForStage");

    /** Since when the customer was in that stage, as an ISO-8601 instant: a later stay is another matter. */
    static final ProcessVariable<String> ASKED_FOR_SINCE = ProcessVariable.text("askedForSince");

    private GateOverrideProcess() {}
}
