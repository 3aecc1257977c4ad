package io.baton.proposal;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records whether the proposal was sent. */
@Component
class RecordProposal implements JavaDelegate {

    private final Proposal proposal;
    private final FormFactsProcess facts;
    private final Doer doer;

    RecordProposal(Proposal proposal, FormFactsProcess facts, Doer doer) {
        this.proposal = proposal;
        this.facts = facts;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        facts.take(execution, doer.id());
        var answer = new Proposal.Sent(
                StageProcess.DECISION.take(execution),
                StageProcess.takeAmount(execution, ProposalProcess.OFFER_AMOUNT, "Amount"),
                ProposalProcess.OFFER_CURRENCY.take(execution),
                StageProcess.takeDate(execution, ProposalProcess.DECISION_ON, "Decision by"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution));

        String outcome = proposal.sent(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
