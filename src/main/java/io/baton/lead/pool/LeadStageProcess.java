package io.baton.lead.pool;

import io.baton.customer.Party;
import io.baton.customer.Stage;
import io.baton.customer.StageProcess;
import io.baton.engine.Desk;
import io.baton.engine.DiagramOffer;
import io.baton.engine.SystemCommands;
import io.baton.team.Presence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to the diagram of the stage New lead while a lead waits in it. */
@Component
class LeadStageProcess implements DiagramOffer {

    private static final String TOUCHED = "lead.touched";

    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final Desk desk;
    private final Presence presence;
    private final SystemCommands system;
    private final Assignments assignments;

    LeadStageProcess(
            TaskService taskService,
            RuntimeService runtimeService,
            Desk desk,
            Presence presence,
            SystemCommands system,
            Assignments assignments) {
        this.taskService = taskService;
        this.runtimeService = runtimeService;
        this.desk = desk;
        this.presence = presence;
        this.system = system;
        this.assignments = assignments;
    }

    @Override
    public Set<String> messages() {
        return Set.of(TOUCHED);
    }

    @Override
    public Set<String> poolsInUse() {
        return assignments.poolsInUse();
    }

    /** Whether a task belongs to the stage New lead of a customer, and not to something that runs beside it. */
    static boolean isInStage(@Nullable VariableScope scope) {
        return scope != null && Stage.NEW_LEAD.id().equals(StageProcess.STAGE.from(scope));
    }

    /** The ids of the open tasks of a customer in the stage. */
    List<String> open(String number) {
        return system.call(() -> tasks(number).stream().map(Task::getId).toList());
    }

    /** The team whose people may take the stage's open task; empty where none is open. */
    Optional<String> team(String number) {
        return system.call(() -> tasks(number).stream()
                .findFirst()
                .map(task -> runtimeService.getVariable(task.getExecutionId(), StageProcess.TEAM.name()))
                .map(String::valueOf));
    }

    /** The stage's following tasks go to the owner, too; those that are open stay with whoever has them. */
    void ownedBy(String number, Party owner) {
        system.call(() -> {
            tasks(number)
                    .forEach(task -> runtimeService.setVariable(
                            task.getProcessInstanceId(), StageProcess.OWNER.name(), personOf(owner)));
            return number;
        });
    }

    /** The stage's tasks go to the owner: those that are open, and those that follow. */
    void giveTo(String number, Party owner) {
        ownedBy(number, owner);
        open(number).forEach(task -> {
            presence.noLongerLent(task);
            desk.assign(task, personOf(owner));
        });
    }

    private static @Nullable String personOf(Party owner) {
        return owner.isPerson() ? owner.id() : null;
    }

    private List<Task> tasks(String number) {
        return taskService
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .processVariableValueEquals(StageProcess.STAGE.name(), Stage.NEW_LEAD.id())
                .list();
    }

    /** Tells the diagram that somebody reached the lead; what does not wait for it is not told. */
    void touched(String number) {
        system.call(() -> {
            for (Execution waiting : runtimeService
                    .createExecutionQuery()
                    .processInstanceBusinessKey(number)
                    .messageEventSubscriptionName(TOUCHED)
                    .list()) {
                runtimeService.messageEventReceived(TOUCHED, waiting.getId());
            }
            return number;
        });
    }
}
