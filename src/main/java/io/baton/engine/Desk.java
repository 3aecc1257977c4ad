package io.baton.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Does at a customer's open task what a person does in the Tasklist: claims it, fills in its form, completes it. */
@Component
public class Desk {

    private final ProcessEngine engine;

    Desk(ProcessEngine engine) {
        this.engine = engine;
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
}
