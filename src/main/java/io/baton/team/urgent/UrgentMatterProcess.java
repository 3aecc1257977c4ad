package io.baton.team.urgent;

import io.baton.engine.ProcessVariable;

/** The vocabulary of {@code urgent-matter.bpmn}. */
final class UrgentMatterProcess {

    /** Start form {@code raise-urgent-matter}: the customer's number. */
    static final ProcessVariable<String> CUSTOMER = ProcessVariable.text("customer");
    /** Start form {@code raise-urgent-matter}: what is urgent. */
    static final ProcessVariable<String> MATTER = ProcessVariable.text("matter");
    /** Start form {@code raise-urgent-matter}: whether the owner cannot see to it now. */
    static final ProcessVariable<Boolean> OWNER_BUSY = ProcessVariable.yesNo("ownerBusy");
    /** Form {@code take-urgent-matter}: what was done. */
    static final ProcessVariable<String> DONE = ProcessVariable.text("done");
    /** Who has it at once, or null where whoever is next takes it. */
    static final ProcessVariable<String> TAKER = ProcessVariable.text("taker");
    /** Kept for whoever takes it: what is urgent. */
    static final ProcessVariable<String> RAISED_MATTER = ProcessVariable.text("raisedMatter");
    /** Kept for whoever takes it: who raised it. */
    static final ProcessVariable<String> RAISED_BY = ProcessVariable.text("raisedBy");
    /** Kept for whoever takes it: why it is theirs. */
    static final ProcessVariable<String> WHY_YOU = ProcessVariable.text("whyYou");

    private UrgentMatterProcess() {}
}
