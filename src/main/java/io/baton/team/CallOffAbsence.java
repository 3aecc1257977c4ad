package io.baton.team;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Has a person back early. */
@Component
class CallOffAbsence implements JavaDelegate {

    private final Absences absences;

    CallOffAbsence(Absences absences) {
        this.absences = absences;
    }

    @Override
    public void execute(DelegateExecution execution) {
        absences.callOffNextOf(AbsenceProcess.PERSON.take(execution));
    }
}
