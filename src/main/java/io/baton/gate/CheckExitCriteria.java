package io.baton.gate;

import io.baton.customer.StageProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says whether the stage ends by itself, because everything that it asks for is on file already. */
@Component
class CheckExitCriteria implements JavaDelegate {

    private final StageEnd stageEnd;

    CheckExitCriteria(StageEnd stageEnd) {
        this.stageEnd = stageEnd;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean ends = stageEnd.endsAtOnce(StageProcess.number(execution));

        StageProcess.OUTCOME.on(execution, ends ? "met" : "waiting");
    }
}
