package io.baton.delivery;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records how the delivery stands. */
@Component
class RecordDelivery implements JavaDelegate {

    private final Delivery delivery;
    private final FormFactsProcess facts;
    private final Doer doer;

    RecordDelivery(Delivery delivery, FormFactsProcess facts, Doer doer) {
        this.delivery = delivery;
        this.facts = facts;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var answer = new Delivery.Progress(
                StageProcess.DECISION.take(execution),
                Boolean.TRUE.equals(DeliveryProcess.PROJECT_INVOICED.take(execution)),
                StageProcess.takeDate(execution, DeliveryProcess.DELIVER_ON, "Deliver by"),
                StageProcess.LOSS_REASON.take(execution),
                StageProcess.takeNote(execution));

        facts.take(execution, doer.id());
        String outcome = delivery.progressed(StageProcess.number(execution), answer, doer.id());

        StageProcess.OUTCOME.on(execution, outcome);
    }
}
