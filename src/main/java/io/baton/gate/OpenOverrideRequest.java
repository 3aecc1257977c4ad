package io.baton.gate;

import io.baton.customer.CustomerFacts;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Takes in that somebody asks for an override, and shows the customer on the manager's card. */
@Component
class OpenOverrideRequest implements JavaDelegate {

    private final GateOverride override;
    private final Doer doer;

    OpenOverrideRequest(GateOverride override, Doer doer) {
        this.override = override;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String reason = GateOverrideProcess.REASON.take(execution);

        CustomerFacts customer = override.asked(GateOverrideProcess.CUSTOMER.take(execution), reason, doer.id());

        execution.setProcessBusinessKey(customer.number());
        StageProcess.show(customer, execution);
        GateOverrideProcess.ASKED_BY.on(execution, doer.id());
        GateOverrideProcess.ASKED_WHY.on(execution, reason);
        GateOverrideProcess.ASKED_FOR.on(execution, customer.stage().id());
        GateOverrideProcess.ASKED_FOR_SINCE.on(execution, customer.stageSince().toString());
    }
}
