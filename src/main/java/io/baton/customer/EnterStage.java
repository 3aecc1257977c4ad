package io.baton.customer;

import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The customer enters the stage whose diagram begins here. */
@Component
class EnterStage implements JavaDelegate {

    private final CustomerRecord record;
    private final Doer doer;

    EnterStage(CustomerRecord record, Doer doer) {
        this.record = record;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Stage stage = Stage.of(StageProcess.STAGE.require(execution));

        CustomerFacts customer = record.enter(StageProcess.number(execution), stage, doer.id());

        StageProcess.show(customer, execution);
    }
}
