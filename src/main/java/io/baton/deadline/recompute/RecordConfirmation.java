package io.baton.deadline.recompute;

import io.baton.api.Refusal;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records whether a manager has the changed dates moved, and who it was: the name stands in the customers' journals. */
@Component
class RecordConfirmation implements JavaDelegate {

    private static final Set<String> ANSWERS = Set.of("move", "keep");

    private final Recomputation recomputation;
    private final Doer doer;

    RecordConfirmation(Recomputation recomputation, Doer doer) {
        this.recomputation = recomputation;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String decision = StageProcess.DECISION.take(execution);
        if (decision == null || !ANSWERS.contains(decision)) {
            throw Refusal.ofField("decision", "is neither 'move' nor 'keep'");
        }

        recomputation.answered(decision.equals("move"));

        StageProcess.OUTCOME.on(execution, decision);
        RecomputationProcess.CONFIRMED_BY.on(execution, doer.id());
    }
}
