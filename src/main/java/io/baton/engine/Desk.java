package io.baton.engine;

import io.baton.api.Refusal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reaches the open tasks: does what a person does in the Tasklist, and gives a task to another person. */
@Component
public class Desk {

    private final ProcessEngine engine;
    private final SystemCommands system;

    Desk(ProcessEngine engine, SystemCommands system) {
        this.engine = engine;
        this.system = system;
    }

    /**
     * Claims the customer's open task, if nobody has it yet, and completes it with the answers.
     *
     * @param businessKey the customer's number
     * @param task the label of the task that is expected to be open
     * @param person who does it
     * @param answers the form's fields by key
     * @throws IllegalStateException where no such task is open
     */
    public void complete(String businessKey, String task, String person, Map<String, Object> answers) {
        Task open = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskName(task)
                .singleResult();
        if (open == null) {
            throw new IllegalStateException("No task '" + task + "' is open for " + businessKey);
        }
        as(person, () -> {
            if (open.getAssignee() == null) {
                engine.getTaskService().claim(open.getId(), person);
            }
            engine.getFormService().submitTaskForm(open.getId(), answers);
        });
    }

    /** Runs something in the name of a person, as if that person had signed in. */
    public void as(String person, Runnable act) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .toList();
        engine.getIdentityService().setAuthentication(person, groups);
        try {
            act.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /**
     * An open task.
     *
     * @param businessKey the customer's number, or null where it is about no customer
     * @param teams the teams whose people may have it
     */
    public record OpenTask(
            String id,
            String name,
            @Nullable String businessKey,
            @Nullable String assignee,
            List<String> teams) {}

    /**
     * Finds an open task, whoever asks.
     *
     * @throws Refusal not found, where no such task is open
     */
    public OpenTask find(String id) {
        return lookFor(id).orElseThrow(() -> Refusal.notFound("There is no open task '" + id + "'."));
    }

    /** Who has an open task; null where nobody has, or there is no such task. */
    public @Nullable String assignee(String id) {
        return system.call(() -> {
            Task task = engine.getTaskService().createTaskQuery().taskId(id).singleResult();
            return task == null ? null : task.getAssignee();
        });
    }

    /** The task, if it is open; whoever asks. */
    public Optional<OpenTask> lookFor(String id) {
        return system.call(() -> Optional.ofNullable(
                        engine.getTaskService().createTaskQuery().taskId(id).singleResult())
                .map(this::openTask));
    }

    /** The open tasks that a person has and that are due before a moment. */
    public List<OpenTask> of(String person, Instant dueBefore) {
        return system.call(() -> engine
                .getTaskService()
                .createTaskQuery()
                .taskAssignee(person)
                .dueBefore(Date.from(dueBefore))
                .active()
                .list()
                .stream()
                .map(this::openTask)
                .toList());
    }

    private OpenTask openTask(Task task) {
        String businessKey = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        List<String> teams = engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
        return new OpenTask(task.getId(), task.getName(), businessKey, task.getAssignee(), teams);
    }

    /** Gives an open task to a person or, where that is null, back to its team; whether that may be was decided before. */
    public void assign(String id, @Nullable String person) {
        system.call(() -> {
            engine.getTaskService().setAssignee(id, person);
            return id;
        });
    }
}
