package io.baton.deadline.stalled;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Finds out whether anything stalls that nobody looks into yet. */
@Component
class CheckForStalledWork implements JavaDelegate {

    private final StalledWork stalledWork;

    CheckForStalledWork(StalledWork stalledWork) {
        this.stalledWork = stalledWork;
    }

    @Override
    public void execute(DelegateExecution execution) {
        stalledWork.waitForOtherChecks();

        boolean stalls = stalledWork.page(0, 1).total() > 0;

        StalledWorkProcess.LOOK_NEEDED.on(execution, stalls && !StalledWorkProcess.somebodyLooksAlready(execution));
    }
}
