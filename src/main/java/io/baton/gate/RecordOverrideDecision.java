package io.baton.gate;

import io.baton.customer.Stage;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records what the manager decided. */
@Component
class RecordOverrideDecision implements JavaDelegate {

    private final GateOverride override;
    private final Doer doer;

    RecordOverrideDecision(GateOverride override, Doer doer) {
        this.override = override;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        override.decided(
                StageProcess.number(execution),
                new GateOverride.Request(
                        Stage.of(GateOverrideProcess.ASKED_FOR.require(execution)),
                        Instant.parse(GateOverrideProcess.ASKED_FOR_SINCE.require(execution)),
                        GateOverrideProcess.ASKED_BY.require(execution)),
                StageProcess.DECISION.take(execution),
                StageProcess.NOTE.take(execution),
                doer.id());
    }
}
