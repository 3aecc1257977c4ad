package io.baton.deadline;

import io.baton.customer.CustomerNumber;
import io.baton.engine.Doer;
import io.baton.engine.TaskAddition;
import io.baton.engine.TaskTimers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Opens the deadlines of every task that any diagram creates, and closes them with it: the one that its due date reads,
 * and those of the timers on its boundary.
 */
@Component
class DeadlineKeeper implements TaskAddition {

    private static final Pattern READ = Pattern.compile("deadlines\\.(?:at|clock)\\(execution, ?'([\\w-]+)'\\)");

    private final ObjectProvider<DeadlineRecord> record;
    private final ObjectProvider<Doer> doer;

    DeadlineKeeper(ObjectProvider<DeadlineRecord> record, ObjectProvider<Doer> doer) {
        this.record = record;
        this.doer = doer;
    }

    @Override
    public List<String> events() {
        return List.of(EVENTNAME_CREATE, EVENTNAME_COMPLETE, EVENTNAME_DELETE);
    }

    @Override
    public void notify(DelegateTask task) {
        switch (task.getEventName()) {
            case EVENTNAME_CREATE -> opened(task);
            case EVENTNAME_COMPLETE ->
                record.getObject()
                        .ended(
                                customer(task),
                                task.getId(),
                                Deadline.End.DONE,
                                task.getAssignee(),
                                doer.getObject().id());
            default ->
                record.getObject()
                        .ended(
                                customer(task),
                                task.getId(),
                                Deadline.End.DROPPED,
                                task.getAssignee(),
                                doer.getObject().id());
        }
    }

    private void opened(DelegateTask task) {
        Expression due = ((TaskEntity) task).getTaskDefinition().getDueDateExpression();
        String shown = due == null ? null : window(due.getExpressionText());
        Set<String> windows = new LinkedHashSet<>();
        if (shown != null) {
            windows.add(shown);
        }
        TaskTimers.settings(task).stream()
                .map(DeadlineKeeper::window)
                .filter(it -> it != null)
                .forEach(windows::add);
        Deadline.Step step = new Deadline.Step(
                customer(task), task.getProcessInstanceId(), task.getTaskDefinitionKey(), task.getId(), task.getName());
        for (String window : windows) {
            record.getObject().opened(step, window, window.equals(shown), Deadlines.SEVERITY.from(task.getExecution()));
        }
    }

    private static @Nullable String customer(DelegateTask task) {
        return task.getExecution() == null ? null : customer(task.getExecution());
    }

    /** The number of the customer whom a process is about; null where it is about none. */
    static @Nullable String customer(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        return key != null && CustomerNumber.isOne(key) ? key : null;
    }

    private static @Nullable String window(String text) {
        Matcher read = READ.matcher(text);
        return read.find() ? read.group(1) : null;
    }
}
