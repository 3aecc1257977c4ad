package io.baton.deadline.recompute;

import io.baton.deadline.ChangedDates;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Moves one batch of dates, and remembers how far it came, in one transaction: what stops it stops it between two batches.
 * People complete their steps meanwhile, so batches are small.
 */
@Component
class MoveDeadlines implements JavaDelegate {

    private static final int AT_ONCE = 200;

    private final ChangedDates dates;
    private final Recomputation recomputation;

    MoveDeadlines(ChangedDates dates, Recomputation recomputation) {
        this.dates = dates;
        this.recomputation = recomputation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ChangedDates.Moved moved = dates.move(
                RecomputationProcess.MOVED_TO.from(execution),
                AT_ONCE,
                RecomputationProcess.CONFIRMED_BY.require(execution));

        if (moved.next() == null) {
            recomputation.moved();
        }
        RecomputationProcess.MOVED_TO.on(execution, moved.next());
        RecomputationProcess.MORE_TO_MOVE.on(execution, moved.next() != null);
    }
}
