package io.baton.lead;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The vocabulary of {@code lead-qualification.bpmn}, the stage New lead. */
@Component
final class LeadQualificationProcess implements DiagramOffer {

    /** What counts as a valid lead; the table {@code route-lead} may ask for it. */
    static final ProcessVariable<String> VALIDITY = ProcessVariable.text("validity");
    /** How early the lead's turn comes: the priority of its tasks. */
    static final ProcessVariable<String> PRIORITY = ProcessVariable.text("priority");
    /** Form {@code qualify-lead}: how somebody got in touch. */
    static final ProcessVariable<String> TOUCH_KIND = ProcessVariable.text("touchKind");

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

    @Override
    public Set<String> variables() {
        return Set.of(PRIORITY.name(), VALIDITY.name());
    }
}
