package io.baton.proposal;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what the customer decided. */
@Component
class RecordDecision implements JavaDelegate {

    private final Proposal proposal;
    private final Doer doer;

    RecordDecision(Proposal proposal, Doer doer) {
        this.proposal = proposal;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var answer = new Proposal.Decided(
                StageProcess.DECISION.take(execution),
                Boolean.TRUE.equals(ProposalProcess.SCOPE_CONFIRMED.take(execution)),
                Boolean.TRUE.equals(ProposalProcess.PAYMENT_TERMS_CONFIRMED.take(execution)),
                StageProcess.takeDate(execution, ProposalProcess.KICKOFF_ON, "Kickoff on"),
                StageProcess.takeDate(execution, ProposalProcess.NEXT_FOLLOW_UP_ON, "Next follow-up"),
                StageProcess.takeDate(execution, ProposalProcess.DECISION_ON, "Decision by"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution));

        String outcome = proposal.decided(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
