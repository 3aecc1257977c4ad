package io.baton.engine;

import io.baton.api.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
     * @param teams the teams whose people may have it
     */
    public record OpenTask(
            String id,
            String name,
            String businessKey,
            @Nullable String assignee,
            List<String> teams) {}

    /**
     * Finds an open task, whoever asks.
     *
     * @throws Refusal not found, where no such task is open
     */
    public OpenTask find(String id) {
        return system.call(() -> {
            Task task = engine.getTaskService().createTaskQuery().taskId(id).singleResult();
            if (task == null) {
                throw Refusal.notFound("There is no open task '" + id + "'.");
            }
            String businessKey = engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult()
                    .getBusinessKey();
            List<String> teams = engine.getTaskService().getIdentityLinksForTask(id).stream()
                    .map(IdentityLink::getGroupId)
                    .filter(Objects::nonNull)
                    .toList();
            return new OpenTask(id, task.getName(), businessKey, task.getAssignee(), teams);
        });
    }

    /** Who has an open task; null where nobody has, or there is no such task. */
    public @Nullable String assignee(String id) {
        return system.call(() -> {
            Task task = engine.getTaskService().createTaskQuery().taskId(id).singleResult();
            return task == null ? null : task.getAssignee();
        });
    }

    /** Gives an open task to a person; whether that may be was decided before. */
    public void assign(String id, String person) {
        system.call(() -> {
            engine.getTaskService().setAssignee(id, person);
            return id;
        });
    }
}
