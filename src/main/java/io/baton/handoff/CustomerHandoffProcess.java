package io.baton.handoff;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code customer-handoff.bpmn}. */
final class CustomerHandoffProcess {

    /** The hat that gives. */
    static final ProcessVariable<String> GIVING_TEAM = ProcessVariable.text("givingTeam");
    /** The hat that receives. */
    static final ProcessVariable<String> RECEIVING_TEAM = ProcessVariable.text("receivingTeam");
    /** Form {@code write-handoff-note}: the named receiver, who then gets the task to accept. */
    static final ProcessVariable<String> RECEIVER = ProcessVariable.text("receiver");
    /** Form {@code write-handoff-note}. */
    static final ProcessVariable<String> HANDOFF_NOTE = ProcessVariable.text("handoffNote");
    /** Form {@code accept-handoff}: what is missing, in words. */
    static final ProcessVariable<String> RETURN_NOTE = ProcessVariable.text("returnNote");
    /** Form {@code accept-handoff}: why it goes back. */
    static final ProcessVariable<String> RETURN_REASON = ProcessVariable.text("returnReason");

    private CustomerHandoffProcess() {}

    /** Form {@code write-handoff-note}: the field of a part of the note. */
    static ProcessVariable<String> part(String field) {
        return ProcessVariable.text(field);
    }
}
