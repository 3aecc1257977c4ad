package io.baton.team;

import io.baton.engine.Desk.OpenTask;
import io.baton.engine.TaskAddition;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Gives each task to the stand-in at once where its person is away and it is due before the return: each new one, and each
 * that is due earlier than it was.
 */
@Component
class TasksOfTheAway implements TaskAddition {

    // Diagrams are read while the engine starts, and what it takes to lend a task needs the engine.
    private final ObjectProvider<Cover> cover;

    TasksOfTheAway(ObjectProvider<Cover> cover) {
        this.cover = cover;
    }

    @Override
    public List<String> events() {
        return List.of(TaskListener.EVENTNAME_CREATE, TaskListener.EVENTNAME_UPDATE);
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null && task.getDueDate() != null && isNewOrDueEarlier(task)) {
            cover.getObject()
                    .instead(open(task), task.getDueDate().toInstant())
                    .ifPresent(loan -> task.setAssignee(loan.standIn()));
        }
    }

    /** What a person who is away took, or was given by a manager, stays: nothing but an earlier date lends it. */
    private static boolean isNewOrDueEarlier(DelegateTask task) {
        if (task.getEventName().equals(TaskListener.EVENTNAME_CREATE)) {
            return true;
        }
        PropertyChange change = ((TaskEntity) task).getPropertyChanges().get(TaskEntity.DUE_DATE);
        return change != null
                && (!(change.getOrgValue() instanceof Date before)
                        || before.after(Objects.requireNonNull(task.getDueDate())));
    }

    private static OpenTask open(DelegateTask task) {
        return new OpenTask(
                task.getId(),
                task.getName(),
                task.getExecution().getProcessBusinessKey(),
                task.getAssignee(),
                task.getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
