package io.baton.team;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Records the absence that somebody planned. */
@Component
class RecordAbsence implements JavaDelegate {

    private final Absences absences;

    RecordAbsence(Absences absences) {
        this.absences = absences;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Absences.Plan plan = new Absences.Plan(
                AbsenceProcess.PERSON.take(execution),
                AbsenceProcess.FROM.take(execution),
                AbsenceProcess.UNTIL.take(execution),
                AbsenceProcess.BACKUP.take(execution),
                AbsenceProcess.REASON.take(execution));

        long absence = absences.plan(plan, execution.getProcessInstanceId());

        AbsenceProcess.ABSENCE.on(execution, String.valueOf(absence));
    }
}
