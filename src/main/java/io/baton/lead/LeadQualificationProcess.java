package io.baton.lead;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code lead-qualification.bpmn}, the stage New lead. */
final class LeadQualificationProcess {

    /** What {@code route-lead.dmn} decided: the team that works the lead. */
    static final ProcessVariable<String> TEAM = ProcessVariable.text("team");

    /** Form {@code qualify-lead}: the playbook, where it is to be corrected. */
    static final ProcessVariable<String> PLAYBOOK = ProcessVariable.text("playbook");
    /** Form {@code qualify-lead}: the day of the next sales step. */
    static final ProcessVariable<String> NEXT_STEP_ON = ProcessVariable.text("nextStepOn");

    private LeadQualificationProcess() {}
}
