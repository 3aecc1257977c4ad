package io.baton.handoff;

import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records the note and the receiver that the giver named. */
@Component
class RecordHandoffNote implements JavaDelegate {

    private final CustomerHandoff handoff;
    private final Doer doer;

    RecordHandoffNote(CustomerHandoff handoff, Doer doer) {
        this.handoff = handoff;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String receiver = CustomerHandoffProcess.RECEIVER.from(execution);

        String number = StageProcess.number(execution);
        Map<String, String> parts = new HashMap<>();
        handoff.partsNeeded(number)
                .forEach(part -> parts.put(
                        part.part(), CustomerHandoffProcess.part(part.part()).take(execution)));

        String outcome = handoff.offered(
                number, receiver, CustomerHandoffProcess.HANDOFF_NOTE.take(execution), parts, doer.id());

        // Whoever gives has it again where it comes back.
        StageProcess.OWNER.on(execution, handoff.current(number).giver());
        StageProcess.OUTCOME.on(execution, outcome);
    }
}
