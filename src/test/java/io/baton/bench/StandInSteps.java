package io.baton.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.springframework.core.io.Resource;

/** Stands in for every step that the diagrams name: each sets what a gateway or an assignment behind it reads, no more. */
class StandInSteps {

    private final Map<Object, Object> beans = new HashMap<>();
    /** Beside the engine, so that it costs the database nothing. */
    private final Set<String> withRenewalDate = ConcurrentHashMap.newKeySet();

    StandInSteps(List<Resource> models) {
        beans.put("deadlines", new Deadlines());
        beans.put("leads", new Deadlines());
        for (Resource model : models) {
            if (model.getFilename().endsWith(".bpmn")) {
                try (InputStream diagram = model.getInputStream()) {
                    Bpmn.readModelFromStream(diagram)
                            .getModelElementsByType(ServiceTask.class)
                            .forEach(task -> add(task.getCamundaDelegateExpression()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    Map<Object, Object> beans() {
        return beans;
    }

    private void add(String expression) {
        String step = expression.replaceAll("[${}]", "");
        beans.put(step, (JavaDelegate) execution -> execute(step, execution));
    }

    private void execute(String step, DelegateExecution execution) {
        switch (step) {
            case "enterStage" -> {
                // A new lead waits for somebody to take it.
                execution.setVariable(
                        "owner", "new-lead".equals(execution.getVariable("stage")) ? null : doer(execution));
                execution.setVariable("team", team((String) execution.getVariable("stage")));
            }
            case "openHandoff" -> {
                execution.setVariable("owner", doer(execution));
                execution.setVariable("outcome", "in-two-hands");
                execution.setVariable("givingTeam", "sales");
                execution.setVariable("receivingTeam", "delivery");
            }
            case "recordHandoffNote" ->
                execution.setVariable(
                        "outcome",
                        doer(execution).equals(execution.getVariable("receiver")) ? "same-person" : "offered");
            case "checkExitCriteria" ->
                execution.setVariable(
                        "outcome", "in-service".equals(execution.getVariable("stage")) ? "open" : "waiting");
            case "gatherLeadFacts" -> execution.setVariable("relation", Variables.stringValue("new", true));
            case "assignLeadOwner" -> execution.setVariable("priority", "50");
            case "checkForStalledWork" -> execution.setVariable("lookNeeded", false);
            case "recordRenewalDate" -> withRenewalDate.add(execution.getProcessBusinessKey());
            case "checkRenewalDate" ->
                execution.setVariable(
                        "outcome", withRenewalDate.contains(execution.getProcessBusinessKey()) ? "later" : "unknown");
            default -> {
                if (step.startsWith("record")) {
                    execution.setVariable("outcome", execution.getVariable("decision"));
                }
            }
        }
    }

    private static String doer(DelegateExecution execution) {
        return execution
                .getProcessEngineServices()
                .getIdentityService()
                .getCurrentAuthentication()
                .getUserId();
    }

    /** Says when a step is due; public, since expressions call it. */
    public static final class Deadlines {

        public Date at(DelegateExecution execution, String window) {
            return Date.from(Instant.now().plus(Duration.ofDays(3)));
        }

        /** A repeating timer, as the engine itself knows it. */
        public String clock(DelegateExecution execution, String window) {
            return "R/PT72H";
        }
    }

    private static String team(String stage) {
        return switch (stage) {
            case "new-lead", "qualified", "proposal" -> "sales";
            case "ready-for-delivery", "active-delivery" -> "delivery";
            default -> "success";
        };
    }
}
