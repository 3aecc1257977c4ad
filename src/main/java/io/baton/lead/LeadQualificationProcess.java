package io.baton.lead;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code lead-qualification.bpmn}, the stage New lead. */
final class LeadQualificationProcess {

    /** Form {@code qualify-lead}: the playbook, where it is to be corrected. */
    static final ProcessVariable<String> PLAYBOOK = ProcessVariable.text("playbook");
    /** Form {@code qualify-lead}: the day of the next sales step. */
    static final ProcessVariable<String> NEXT_STEP_ON = ProcessVariable.text("nextStepOn");

    /** Form {@code qualify-lead}: what the lead is interested in. */
    static final ProcessVariable<String> WANTED_PRODUCT = ProcessVariable.text("wantedProduct");
    /** Form {@code qualify-lead}: when the lead needs it. */
    static final ProcessVariable<String> WANTED_TIMELINE = ProcessVariable.text("wantedTimeline");
    /** Form {@code qualify-lead}: what the lead can spend. */
    static final ProcessVariable<String> WANTED_BUDGET = ProcessVariable.text("wantedBudget");
    /** Form {@code qualify-lead}: in which currency. */
    static final ProcessVariable<String> WANTED_CURRENCY = ProcessVariable.text("wantedCurrency");

    private LeadQualificationProcess() {}
}
