package io.baton.proposal;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what the customer decided. */
@Component
class RecordDecision implements JavaDelegate {

    private final Proposal proposal;
    private final FormFactsProcess facts;
    private final Doer doer;

    RecordDecision(Proposal proposal, FormFactsProcess facts, Doer doer) {
        this.proposal = proposal;
        this.facts = facts;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var answer = new Proposal.Decided(
                StageProcess.DECISION.take(execution),
                StageProcess.takeDate(execution, ProposalProcess.KICKOFF_ON, "Kickoff on"),
                StageProcess.takeDate(execution, ProposalProcess.NEXT_FOLLOW_UP_ON, "Next follow-up"),
                StageProcess.takeDate(execution, ProposalProcess.DECISION_ON, "Decision by"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution));

        facts.take(execution, doer.id());
        String outcome = proposal.decided(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
