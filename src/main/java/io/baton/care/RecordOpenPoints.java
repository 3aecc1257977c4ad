package io.baton.care;

import io.baton.customer.CustomerRecord;
import io.baton.customer.StageProcess;
import io.baton.engine.Doer;
import io.baton.gate.FormFactsProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts on file what was settled before the renewal; whether that is enough, the next look at the criteria says. */
@Component
class RecordOpenPoints implements JavaDelegate {

    private final FormFactsProcess facts;
    private final CustomerRecord record;
    private final Doer doer;

    RecordOpenPoints(FormFactsProcess facts, CustomerRecord record, Doer doer) {
        this.facts = facts;
        this.record = record;
        this.doer = doer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        facts.take(execution, doer.id());
        String note = StageProcess.takeNote(execution);
        if (note != null) {
            record.note(StageProcess.number(execution), doer.id(), note);
        }
    }
}
