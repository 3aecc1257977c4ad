package io.baton.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** The timers on the boundary of tasks: which there are, and what moves a task and its timers to other dates. */
@Component
public class TaskTimers {

    private final TaskService tasks;
    private final ManagementService management;
    private final SystemCommands system;

    TaskTimers(TaskService tasks, ManagementService management, SystemCommands system) {
        this.tasks = tasks;
        this.management = management;
        this.system = system;
    }

    /** What the timers on the boundary of a task's activity are set to, such as {@code CYCLE: ${…}}. */
    public static Collection<String> settings(DelegateTask task) {
        ExecutionEntity execution = (ExecutionEntity) task.getExecution();
        Map<String, TimerDeclarationImpl> timers =
                TimerDeclarationImpl.getDeclarationsForScope(execution.getActivity());
        return timers.values().stream()
                .map(TimerDeclarationImpl::getJobConfiguration)
                .toList();
    }

    /**
     * Moves an open task to another date.
     *
     * @param due when it is due from now on
     */
    public void dueAt(String taskId, Instant due) {
        system.call(() -> {
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            if (task != null) {
                task.setDueDate(Date.from(due));
                tasks.saveTask(task);
            }
            return taskId;
        });
    }

    /**
     * Moves a timer on the boundary of an open task to another date.
     *
     * @param setting what a timer's setting contains that is meant
     * @param next when it fires next
     */
    public void fireAt(String taskId, String setting, Instant next) {
        system.call(() -> {
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            List<JobEntity> timers = task == null ? List.of() : timersOf(task, setting);
            timers.forEach(timer -> management.setJobDuedate(timer.getId(), Date.from(next)));
            return taskId;
        });
    }

    private List<JobEntity> timersOf(Task task, String setting) {
        return management.createJobQuery().executionId(task.getExecutionId()).timers().list().stream()
                .map(JobEntity.class::cast)
                .filter(timer -> timer.getJobDefinition() != null
                        && timer.getJobDefinition().getJobConfiguration().contains(setting))
                .toList();
    }
}
