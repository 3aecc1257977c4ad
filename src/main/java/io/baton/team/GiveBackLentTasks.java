package io.baton.team;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives back what the stand-in still has. */
@Component
class GiveBackLentTasks implements JavaDelegate {

    private final Cover cover;

    GiveBackLentTasks(Cover cover) {
        this.cover = cover;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cover.giveBack(Long.parseLong(AbsenceProcess.ABSENCE.require(execution)));
    }
}
