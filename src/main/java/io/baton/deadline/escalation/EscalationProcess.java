package io.baton.deadline.escalation;

import io.baton.engine.DiagramOffer;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to {@code escalation.bpmn}: starts it, tells it that the step is done, and holds its vocabulary. */
@Component
class EscalationProcess implements DiagramOffer {

    /** Who is asked: gets the task. */
    static final ProcessVariable<String> HANDLER = ProcessVariable.text("handler");
    /** Form {@code answer-escalation}: the person who gets the step. */
    static final ProcessVariable<String> COLLEAGUE = ProcessVariable.text("colleague");
    /** Form {@code answer-escalation}: the new date of the step. */
    static final ProcessVariable<String> NEW_DATE = ProcessVariable.text("newDate");
    /** Form {@code answer-escalation}: why. */
    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    private static final String KEY = "escalation";
    private static final String STEP_DONE = "step.done";
    /** Which deadline was missed; the engine's own whole numbers are texts here, as all of ours. */
    private static final ProcessVariable<String> DEADLINE = ProcessVariable.text("missedDeadline");

    private static final String RUNG = "rungs.at(";

    private final RuntimeService runtimeService;
    private final ManagementService management;
    private final TaskService tasks;
    private final SystemCommands system;

    EscalationProcess(
            RuntimeService runtimeService, ManagementService management, TaskService tasks, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.management = management;
        this.tasks = tasks;
        this.system = system;
    }

    @Override
    public Set<String> variables() {
        return Set.of(HANDLER.name());
    }

    @Override
    public Set<String> messages() {
        return Set.of(STEP_DONE);
    }

    /** A step was missed: its way up the ladder begins as a job of its own, so that the breach is on record whatever comes. */
    String begin(@Nullable String customer, long deadline) {
        return runtimeService
                .startProcessInstanceByKey(KEY, customer, Map.of(DEADLINE.name(), String.valueOf(deadline)))
                .getId();
    }

    /** The step is done: whoever waits in this instance need not answer any more. */
    void stepDone(String processInstance) {
        // Whoever does the step need not have anything to do with its escalation.
        system.call(() -> {
            runtimeService
                    .createExecutionQuery()
                    .processInstanceId(processInstance)
                    .messageEventSubscriptionName(STEP_DONE)
                    .list()
                    .forEach(it -> runtimeService.messageEventReceived(STEP_DONE, it.getId()));
            return processInstance;
        });
    }

    /** Another date at which the next rung follows. */
    record Move(Instant from, Instant to) {}

    /**
     * Has instances wait for their next rung until other dates, and shows these on the tasks of whoever is asked.
     *
     * @param moves by process instance
     */
    void wait(Map<String, Move> moves) {
        if (moves.isEmpty()) {
            return;
        }
        system.call(() -> {
            management.createJobQuery().processInstanceIds(moves.keySet()).timers().list().stream()
                    .filter(job -> isForNextRung((JobEntity) job))
                    .forEach(job -> management.setJobDuedate(
                            job.getId(),
                            Date.from(moves.get(job.getProcessInstanceId()).to())));
            for (Task task : tasks.createTaskQuery()
                    .processInstanceIdIn(moves.keySet().toArray(String[]::new))
                    .list()) {
                Move move = moves.get(task.getProcessInstanceId());
                if (Date.from(move.from()).equals(task.getDueDate())) {
                    task.setDueDate(Date.from(move.to()));
                    tasks.saveTask(task);
                }
            }
            return moves;
        });
    }

    private static boolean isForNextRung(JobEntity timer) {
        return timer.getJobDefinition() != null
                && timer.getJobDefinition().getJobConfiguration().contains(RUNG);
    }

    static long deadline(VariableScope scope) {
        return Long.parseLong(DEADLINE.require(scope));
    }

    static @Nullable Long deadlineIfAny(VariableScope scope) {
        String id = DEADLINE.from(scope);
        return id == null || !id.matches("\\d{1,18}") ? null : Long.valueOf(id);
    }
}
