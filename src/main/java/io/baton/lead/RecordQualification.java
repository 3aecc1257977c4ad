package io.baton.lead;

import io.baton.api.Refusal;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what the person answered who looked at the lead. */
@Component
class RecordQualification implements JavaDelegate {

    private static final String REACHED = "reached";

    private final LeadQualification qualification;
    private final FormFactsProcess facts;
    private final Doer doer;

    RecordQualification(LeadQualification qualification, FormFactsProcess facts, Doer doer) {
        this.qualification = qualification;
        this.facts = facts;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        facts.take(execution, doer.id());
        var answer = new LeadQualification.Answer(
                StageProcess.DECISION.take(execution),
                LeadQualificationProcess.PLAYBOOK.take(execution),
                new LeadQualification.Wants(
                        LeadQualificationProcess.WANTED_PRODUCT.take(execution),
                        LeadQualificationProcess.WANTED_TIMELINE.take(execution),
                        StageProcess.takeAmount(execution, LeadQualificationProcess.WANTED_BUDGET, "Budget"),
                        LeadQualificationProcess.WANTED_CURRENCY.take(execution)),
                StageProcess.takeDate(execution, LeadQualificationProcess.NEXT_STEP_ON, "Next sales step"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution),
                LeadQualificationProcess.TOUCH_KIND.take(execution));

        requirePath(execution, answer.decision());
        String outcome = qualification.answered(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
        StageProcess.ownedBy(qualification.owner(StageProcess.number(execution)), execution);
    }

    /** A diagram from before there was this answer would take it for a lost lead. */
    private static void requirePath(DelegateExecution execution, @Nullable String decision) {
        if (REACHED.equals(decision)
                && execution.getBpmnModelInstance().getModelElementsByType(ConditionExpression.class).stream()
                        .noneMatch(condition -> condition.getTextContent().contains("'" + REACHED + "'"))) {
            throw Refusal.because(
                    "The diagram on which this lead stands has no path for a lead that has not decided yet:"
                            + " leave a note with the task instead, and ask a process owner to deploy the current lead-qualification.");
        }
    }
}
