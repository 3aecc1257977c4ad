package io.baton.deadline.escalation;

import io.baton.engine.DiagramHelper;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Tells {@code escalation.bpmn} when the next rung follows. */
@Component
@DiagramHelper
public class Rungs {

    private final Escalations escalations;

    Rungs(Escalations escalations) {
        this.escalations = escalations;
    }

    /**
     * When the next rung of this escalation follows; until then the person who is asked has time to answer.
     *
     * @param what {@code next}; there is no other
     */
    public Date at(DelegateExecution execution, String what) {
        if (!what.equals("next")) {
            throw new IllegalArgumentException("There is no rung '" + what + "'; expected 'next'");
        }
        return Date.from(escalations.nextRungAt(EscalationProcess.deadline(execution)));
    }
}
