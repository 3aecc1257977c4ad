package io.baton.lead.pool;

import io.baton.customer.Party;
import io.baton.customer.Stage;
import io.baton.customer.StageProcess;
import io.baton.engine.SystemCommands;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to the diagram of the stage New lead while a lead waits in it. */
@Component
class LeadStageProcess {

    private static final String TOUCHED = "lead.touched";

    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final SystemCommands system;

    LeadStageProcess(TaskService taskService, RuntimeService runtimeService, SystemCommands system) {
        this.taskService = taskService;
        this.runtimeService = runtimeService;
        this.system = system;
    }

    static String touched() {
        return TOUCHED;
    }

    /** Whether a task belongs to the stage New lead of a customer, and not to something that runs beside it. */
    static boolean isInStage(@Nullable VariableScope scope) {
        return scope != null && Stage.NEW_LEAD.id().equals(StageProcess.STAGE.from(scope));
    }

    /** The ids of the open tasks of a customer in the stage. */
    List<String> open(String number) {
        return system.call(() -> taskService
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .processVariableValueEquals(StageProcess.STAGE.name(), Stage.NEW_LEAD.id())
                .list()
                .stream()
                .map(Task::getId)
                .toList());
    }

    /** The stage's following tasks go to the owner, too. */
    void ownedBy(String number, Party owner) {
        system.call(() -> {
            for (Task task : taskService
                    .createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .processVariableValueEquals(StageProcess.STAGE.name(), Stage.NEW_LEAD.id())
                    .list()) {
                String value = owner.isPerson() ? owner.id() : null;
                runtimeService.setVariable(task.getProcessInstanceId(), StageProcess.OWNER.name(), value);
            }
            return number;
        });
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
