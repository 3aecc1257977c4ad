package io.baton.engine;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one generic listener: mirrors each user task's name, assignee or team, due date and id into the business record,
 * in the same transaction, whatever diagram the task stands on.
 *
 * <p>It never looks at an activity id. A record that is left without a next step is given all open tasks and, where
 * there is none, the waiting timers, just before the commit.
 */
@Component
class OpenStepMirror implements TaskListener {

    private final ObjectProvider<OpenSteps> record;
    private final ObjectProvider<ProcessEngine> engine;
    private final ObjectProvider<SystemCommands> system;

    OpenStepMirror(
            ObjectProvider<OpenSteps> record,
            ObjectProvider<ProcessEngine> engine,
            ObjectProvider<SystemCommands> system) {
        this.record = record;
        this.engine = engine;
        this.system = system;
    }

    @Override
    public void notify(DelegateTask task) {
        String businessKey =
                task.getExecution() == null ? null : task.getExecution().getProcessBusinessKey();
        if (businessKey == null || runsBeside(task)) {
            return;
        }
        switch (task.getEventName()) {
            case EVENTNAME_COMPLETE -> record.forEach(it -> it.ended(businessKey, task.getId(), completion(task)));
            case EVENTNAME_DELETE -> record.forEach(it -> it.ended(businessKey, task.getId(), null));
            default -> record.forEach(it -> it.opened(businessKey, openStep(task)));
        }
        recountBeforeCommit(businessKey);
    }

    /** A request or a case runs beside the lifecycle, under the same key: its tasks are not the customer's next step. */
    private static boolean runsBeside(DelegateTask task) {
        return ((ExecutionEntity) task.getExecution()).getProcessInstance().getSuperExecution() == null;
    }

    private void recountBeforeCommit(String businessKey) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Recount.class::isInstance)
                .map(Recount.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Recount recount = new Recount();
                    TransactionSynchronizationManager.registerSynchronization(recount);
                    return recount;
                })
                .businessKeys
                .add(businessKey);
    }

    private static OpenStep openStep(DelegateTask task) {
        return new OpenStep(
                task.getName(),
                task.getAssignee(),
                team(task.getCandidates()),
                instant(task.getDueDate()),
                task.getId());
    }

    private static OpenSteps.@Nullable Completion completion(DelegateTask task) {
        return task.getAssignee() == null
                ? null
                : new OpenSteps.Completion(task.getAssignee(), teams(task.getCandidates()));
    }

    private static @Nullable String team(Set<IdentityLink> candidates) {
        return teams(candidates).stream().findFirst().orElse(null);
    }

    private static SortedSet<String> teams(Set<IdentityLink> candidates) {
        return candidates.stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static java.time.@Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private List<OpenStep> openSteps(String businessKey) {
        return system.getObject().call(() -> {
            List<OpenStep> open = new ArrayList<>();
            var taskService = engine.getObject().getTaskService();
            Set<String> beside = rootInstances(businessKey);
            for (Task task : taskService
                    .createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .list()) {
                if (beside.contains(task.getProcessInstanceId())) {
                    continue;
                }
                open.add(new OpenStep(
                        task.getName(),
                        task.getAssignee(),
                        team(new HashSet<>(taskService.getIdentityLinksForTask(task.getId()))),
                        instant(task.getDueDate()),
                        task.getId()));
            }
            if (open.isEmpty()) {
                open.addAll(waitingTimers(businessKey, beside));
            }
            return open;
        });
    }

    private Set<String> rootInstances(String businessKey) {
        return engine
                .getObject()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .rootProcessInstances()
                .list()
                .stream()
                .map(ProcessInstance::getId)
                .collect(Collectors.toSet());
    }

    private List<OpenStep> waitingTimers(String businessKey, Set<String> beside) {
        List<OpenStep> timers = new ArrayList<>();
        var engine = this.engine.getObject();
        for (ProcessInstance instance : engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .list()) {
            if (beside.contains(instance.getId())) {
                continue;
            }
            engine.getManagementService()
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .timers()
                    .list()
                    .forEach(job -> timers.add(
                            new OpenStep(label((TimerEntity) job), null, null, instant(job.getDuedate()), null)));
        }
        return timers;
    }

    private static String label(JobEntity timer) {
        var activity = org.camunda.bpm.engine.impl.context.Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedProcessDefinitionById(timer.getProcessDefinitionId())
                .findActivity(timer.getActivityId());
        String name = activity == null ? null : (String) activity.getProperty("name");
        return name == null ? timer.getActivityId() : name;
    }

    private final class Recount implements TransactionSynchronization {

        private final Set<String> businessKeys = new HashSet<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            record.forEach(it ->
                    businessKeys.stream().filter(it::missesNextStep).forEach(key -> it.recount(key, openSteps(key))));
        }
    }
}
