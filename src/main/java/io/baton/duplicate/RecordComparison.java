package io.baton.duplicate;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Merges two records of one customer, or remembers that they are two customers. */
@Component
class RecordComparison implements JavaDelegate {

    private final Comparison comparison;
    private final Doer doer;

    RecordComparison(Comparison comparison, Doer doer) {
        this.comparison = comparison;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Long pair = PossibleDuplicateProcess.pair(execution);
        if (pair == null) {
            throw new IllegalStateException("No pair is looked at in " + execution.getProcessInstanceId());
        }
        comparison.answered(pair, StageProcess.DECISION.take(execution), StageProcess.takeNote(execution), doer.id());
    }
}
