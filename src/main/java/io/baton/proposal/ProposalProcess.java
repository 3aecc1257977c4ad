package io.baton.proposal;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code proposal-preparation.bpmn} and {@code proposal-decision.bpmn}. */
final class ProposalProcess {

    /** Form {@code send-proposal}. */
    static final ProcessVariable<String> OFFER_AMOUNT = ProcessVariable.text("offerAmount");
    /** Form {@code send-proposal}. */
    static final ProcessVariable<String> OFFER_CURRENCY = ProcessVariable.text("offerCurrency");
    /** Both forms: by when the customer wants to decide. */
    static final ProcessVariable<String> DECISION_ON = ProcessVariable.text("decisionOn");
    /** Form {@code get-decision}. */
    static final ProcessVariable<String> KICKOFF_ON = ProcessVariable.text("kickoffOn");
    /** Form {@code get-decision}. */
    static final ProcessVariable<String> NEXT_FOLLOW_UP_ON = ProcessVariable.text("nextFollowUpOn");

    private ProposalProcess() {}
}
