package io.baton.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationType;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
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

    /**
     * To which dates a task and its timers are moved.
     *
     * @param setting what a timer's setting contains that is meant
     * @param shown when the task itself is due from now on, or null where it shows another date
     * @param due when a timer fires that waits for one date, or null where that stays
     * @param next when a timer fires next that repeats
     */
    public record Move(
            String taskId,
            String setting,
            @Nullable Instant shown,
            @Nullable Instant due,
            Instant next) {}

    /** What the timers on the boundary of a task's activity are set to, such as {@code CYCLE: ${…}}. */
    public static Collection<String> settings(DelegateTask task) {
        ExecutionEntity execution = (ExecutionEntity) task.getExecution();
        Map<String, TimerDeclarationImpl> timers =
                TimerDeclarationImpl.getDeclarationsForScope(execution.getActivity());
        return timers.values().stream()
                .map(TimerDeclarationImpl::getJobConfiguration)
                .toList();
    }

    /** Moves open tasks and their timers; what is there already, and what is not open any more, is left alone. */
    public void move(Collection<Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        system.call(() -> {
            Map<String, Task> open = open(moves);
            Map<String, List<JobEntity>> timers = timersOf(open.values());
            for (Move move : moves) {
                Task task = open.get(move.taskId());
                if (task != null) {
                    show(task, move.shown());
                    timers.getOrDefault(task.getExecutionId(), List.of()).forEach(timer -> set(timer, move));
                }
            }
            return moves;
        });
    }

    private Map<String, Task> open(Collection<Move> moves) {
        String[] ids = moves.stream().map(Move::taskId).distinct().toArray(String[]::new);
        return tasks.createTaskQuery().taskIdIn(ids).list().stream()
                .collect(Collectors.toMap(Task::getId, Function.identity()));
    }

    private Map<String, List<JobEntity>> timersOf(Collection<Task> open) {
        if (open.isEmpty()) {
            return Map.of();
        }
        return management
                .createJobQuery()
                .processInstanceIds(
                        open.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()))
                .timers()
                .list()
                .stream()
                .map(JobEntity.class::cast)
                .collect(Collectors.groupingBy(JobEntity::getExecutionId));
    }

    private void show(Task task, @Nullable Instant due) {
        if (due != null && !Date.from(due).equals(task.getDueDate())) {
            task.setDueDate(Date.from(due));
            tasks.saveTask(task);
        }
    }

    private void set(JobEntity timer, Move move) {
        String setting =
                timer.getJobDefinition() == null ? "" : timer.getJobDefinition().getJobConfiguration();
        if (!setting.contains(move.setting())) {
            return;
        }
        boolean ofOneDate = setting.startsWith(TimerDeclarationType.DATE.name());
        Instant at = ofOneDate ? move.due() : move.next();
        // What came due in this very moment is left to fire, unless the date itself moved.
        boolean leftToFire = move.due() == null && !timer.getDuedate().after(ClockUtil.getCurrentTime());
        if (at != null && !leftToFire && !Date.from(at).equals(timer.getDuedate())) {
            management.setJobDuedate(timer.getId(), Date.from(at));
        }
    }
}
