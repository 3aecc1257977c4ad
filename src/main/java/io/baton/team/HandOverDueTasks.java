package io.baton.team;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hands over what would fall due while the person is away. */
@Component
class HandOverDueTasks implements JavaDelegate {

    private final Cover cover;

    HandOverDueTasks(Cover cover) {
        this.cover = cover;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cover.handOver(Long.parseLong(AbsenceProcess.ABSENCE.require(execution)));
    }
}
