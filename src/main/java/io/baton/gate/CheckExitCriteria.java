package io.baton.gate;

import io.baton.customer.CustomerRecord;
import io.baton.customer.Stage;
import io.baton.customer.StageProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says whether the stage is over before anybody is asked, and if not, whether anything is missing. */
@Component
class CheckExitCriteria implements JavaDelegate {

    private final StageEnd stageEnd;
    private final CustomerRecord record;

    CheckExitCriteria(StageEnd stageEnd, CustomerRecord record) {
        this.stageEnd = stageEnd;
        this.record = record;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String number = StageProcess.number(execution);
        StageEnd.Look look = stageEnd.look(number, Stage.of(StageProcess.STAGE.require(execution)));

        // Whoever took the customer from a pool keeps it in the next round.
        StageProcess.ownedBy(record.facts(number).owner(), execution);
        StageProcess.OUTCOME.on(execution, look.id());
    }
}
