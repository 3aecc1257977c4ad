package io.baton.access;

import io.baton.Unguarded;
import io.baton.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;

/**
 * One of everything that the engine keeps, so that an attempt finds what it aims at: a customer whose task is mia's and
 * an ended one, jobs, incidents, a batch, and a diagram that waits for a worker, a message and a signal.
 */
class EngineSituation {

    private static final String COMPANY = "Sweepers and Sons";
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}:]+)(:[^}]*)?}");

    private final ProcessEngine engine;
    private final Walk walk;
    private final Unguarded unguarded;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final List<Runnable> undo = new ArrayList<>();

    EngineSituation(ProcessEngine engine, Walk walk, Unguarded unguarded) {
        this.engine = engine;
        this.walk = walk;
        this.unguarded = unguarded;
    }

    void create() {
        aCustomerWhoseTaskIsMias();
        whatEnded();
        whatWaitsForOthers();
        whatAdministratorsMade();
    }

    /** So that the other tests find what they know. */
    void takeBack() {
        undo.forEach(Runnable::run);
    }

    /** What nobody may see who may not read it: names and ids that stand nowhere else. */
    List<String> secrets() {
        return List.of(
                COMPANY,
                ids.get("customer"),
                ids.get("task"),
                ids.get("instance"),
                ids.get("ended-instance"),
                ids.get("job"),
                ids.get("incident"),
                ids.get("batch"),
                ids.get("external-task"),
                ids.get("deployment"),
                ids.get("operation"),
                ids.get("filter"),
                // mia's name
                "Keller");
    }

    /** The path of a call with everything in it that it asks for. */
    String path(String template) {
        Matcher parameter = PARAMETER.matcher(template);
        StringBuilder path = new StringBuilder();
        while (parameter.find()) {
            parameter.appendReplacement(path, value(template.substring(0, parameter.start()), parameter.group(1)));
        }
        return parameter.appendTail(path).toString();
    }

    /** A text with everything in it that stands in {@code <>}. */
    String filled(String text, String me) {
        String filled = text.replace("<me>", me);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("<" + id.getKey() + ">", id.getValue());
        }
        if (filled.matches("(?s).*<[a-z-]+>.*")) {
            throw new IllegalArgumentException("Nothing to fill in: " + filled);
        }
        return filled;
    }

    private String value(String before, String name) {
        String path = before.replaceAll("\\{[^}]*}", "*");
        String id = switch (name) {
            case "engine", "processEngineName" -> "default";
            case "appName" -> "tasklist";
            case "file" -> "app/plugin.js";
            case "varId" -> "company";
            case "tenantId", "tenant-id" -> ids.get("tenant");
            case "messageName" -> "sweep.message";
            case "userId" -> "mia";
            case "groupId" -> "sales";
            case "commentId" -> ids.get("comment");
            case "attachmentId" -> ids.get("attachment");
            case "resourceId" -> ids.get("resource");
            case "operationId" -> ids.get("operation");
            case "name" -> path.endsWith("metrics/") ? "activity-instance-start" : "default";
            case "key" -> path.contains("/process-definition/") ? "customer-lifecycle" : "route-lead";
            case "id" -> ids.get(kind(path));
            default -> null;
        };
        if (id == null) {
            throw new IllegalStateException("No value for {" + name + "} after " + before);
        }
        return id;
    }

    /** What an id after this path is one of. */
    private static String kind(String path) {
        String[] parts = path.split("/");
        String last = parts[parts.length - 1];
        boolean past = path.contains("/history/");
        return switch (last) {
            case "process-instance" -> past ? "ended-instance" : "instance";
            case "process-definition" -> "definition";
            case "activity-instance", "case-activity-instance" -> "activity";
            case "variable-instance", "detail" -> "variable";
            case "decision-definition", "decision-requirements-definition" -> "decision";
            case "job-log", "external-task-log" -> "job";
            case "case-definition", "case-execution", "case-instance" -> "instance";
            default -> last;
        };
    }

    private void aCustomerWhoseTaskIsMias() {
        String customer = walk.newLead(Walk.lead(COMPANY));
        ids.put("customer", customer);
        var tasks = engine.getTaskService();
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(customer).singleResult();
        String instance = task.getProcessInstanceId();
        tasks.setAssignee(task.getId(), "mia");
        ids.put("task", task.getId());
        ids.put("instance", instance);
        ids.put("execution", task.getExecutionId());
        ids.put("definition", task.getProcessDefinitionId());
        ids.put("comment", tasks.createComment(task.getId(), instance, "Kept.").getId());
        ids.put(
                "attachment",
                tasks.createAttachment("link", task.getId(), instance, "Offer", "Kept.", "http://localhost/")
                        .getId());
        var runtime = engine.getRuntimeService();
        var management = engine.getManagementService();
        put(
                "variable",
                VariableInstance::getId,
                runtime.createVariableInstanceQuery().processInstanceIdIn(instance));
        put("job", Job::getId, management.createJobQuery().processInstanceId(instance));
        put(
                "job-definition",
                JobDefinition::getId,
                management.createJobDefinitionQuery().processDefinitionId(task.getProcessDefinitionId()));
        String incident =
                runtime.createIncident("sweep", task.getExecutionId(), "x").getId();
        ids.put("incident", incident);
        undo.add(() -> runtime.resolveIncident(incident));
        Batch batch = runtime.updateProcessInstanceSuspensionState()
                .byProcessInstanceIds(instance)
                .suspendAsync();
        ids.put("batch", batch.getId());
        undo.add(() -> management.deleteBatch(batch.getId(), true));
    }

    private void whatEnded() {
        String customer = walk.newLead();
        walk.complete(customer, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        var history = engine.getHistoryService();
        put(
                "ended-instance",
                HistoricProcessInstance::getId,
                history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(customer)
                        .rootProcessInstances());
        put(
                "activity",
                HistoricActivityInstance::getId,
                history.createHistoricActivityInstanceQuery().processInstanceId(ids.get("instance")));
        put("decision-instance", HistoricDecisionInstance::getId, history.createHistoricDecisionInstanceQuery());
        put("operation", UserOperationLogEntry::getOperationId, history.createUserOperationLogQuery());
    }

    private void whatWaitsForOthers() {
        var model = Bpmn.createExecutableProcess("sweep")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .parallelGateway("Gateway_All")
                .serviceTask("Activity_Worker")
                .camundaExternalTask("sweep")
                .endEvent()
                .moveToNode("Gateway_All")
                .intermediateCatchEvent("Event_Message")
                .message("sweep.message")
                .endEvent()
                .moveToNode("Gateway_All")
                .intermediateCatchEvent("Event_Signal")
                .signal("sweep.signal")
                .endEvent()
                .done();
        var repository = engine.getRepositoryService();
        String deployment = unguarded
                .deploy(repository.createDeployment().addModelInstance("sweep.bpmn", model))
                .getId();
        undo.add(() -> unguarded.takeBack(deployment));
        engine.getRuntimeService().startProcessInstanceByKey("sweep");
        put(
                "external-task",
                ExternalTask::getId,
                engine.getExternalTaskService().createExternalTaskQuery());
        ProcessDefinition qualification = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("lead-qualification")
                .latestVersion()
                .singleResult();
        ids.put("deployment", qualification.getDeploymentId());
        Resource resource = repository
                .getDeploymentResources(qualification.getDeploymentId())
                .get(0);
        ids.put("resource", resource.getId());
        put(
                "decision",
                DecisionDefinition::getId,
                repository.createDecisionDefinitionQuery().decisionDefinitionKey("route-lead"));
    }

    private void whatAdministratorsMade() {
        var identity = engine.getIdentityService();
        identity.saveTenant(identity.newTenant("sweep"));
        undo.add(() -> identity.deleteTenant("sweep"));
        ids.put("tenant", "sweep");
        ids.put("user", "mia");
        ids.put("group", "sales");
        put(
                "authorization",
                Authorization::getId,
                engine.getAuthorizationService().createAuthorizationQuery().groupIdIn("camunda-admin"));
        Filter filter = engine.getFilterService()
                .newTaskFilter("Sweep")
                .setQuery(engine.getTaskService().createTaskQuery());
        engine.getFilterService().saveFilter(filter);
        undo.add(() -> engine.getFilterService().deleteFilter(filter.getId()));
        ids.put("filter", filter.getId());
    }

    private <T> void put(String name, Function<T, String> id, Query<?, T> query) {
        ids.put(name, id.apply(query.listPage(0, 1).get(0)));
    }
}
