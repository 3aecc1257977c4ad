package io.baton.customer;

import io.baton.engine.PerTransaction;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to {@code customer-lifecycle.bpmn}, the map. */
@Component
public class CustomerLifecycleProcess {

    static final String KEY = "customer-lifecycle";
    static final ProcessVariable<String> SOURCE = ProcessVariable.text("source");
    static final ProcessVariable<String> PRODUCT = ProcessVariable.text("product");
    static final ProcessVariable<String> REGION = ProcessVariable.text("region");

    private final RuntimeService runtimeService;
    private final RepositoryService repositoryService;
    private final SystemCommands system;
    /** Where each stage stands on the map; a whole import asks for each of them. */
    private final PerTransaction<Map<Stage, String>> places = new PerTransaction<>(() -> new EnumMap<>(Stage.class));

    CustomerLifecycleProcess(
            RuntimeService runtimeService, RepositoryService repositoryService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.repositoryService = repositoryService;
        this.system = system;
    }

    /** A lead has arrived: its lifecycle begins, under the customer's number. */
    public void leadArrived(CustomerFacts customer) {
        Map<String, Object> routingFacts = routingFacts(customer);
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY, customer.number(), routingFacts));
    }

    private static Map<String, Object> routingFacts(CustomerFacts customer) {
        Map<String, Object> routingFacts = new HashMap<>();
        routingFacts.put(SOURCE.name(), customer.source());
        putIfKnown(routingFacts, PRODUCT, customer.product());
        putIfKnown(routingFacts, REGION, customer.region());
        return routingFacts;
    }

    /**
     * The customer stands in a stage: its lifecycle begins there, as if it had come all the way.
     *
     * @throws IllegalStateException where the map has no such stage
     */
    public void standsIn(CustomerFacts customer) {
        Map<String, Object> routingFacts = routingFacts(customer);
        system.call(() -> {
            runtimeService
                    .createProcessInstanceByKey(KEY)
                    .businessKey(customer.number())
                    .setVariables(routingFacts)
                    .startBeforeActivity(places.get().computeIfAbsent(customer.stage(), this::placeOnTheMap))
                    .execute();
            return customer;
        });
    }

    private String placeOnTheMap(Stage stage) {
        String definition = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(KEY)
                .latestVersion()
                .singleResult()
                .getId();
        return repositoryService.getBpmnModelInstance(definition).getModelElementsByType(CallActivity.class).stream()
                .filter(call -> call.getChildElementsByType(ExtensionElements.class).stream()
                        .flatMap(extensions -> extensions.getChildElementsByType(CamundaIn.class).stream())
                        .anyMatch(in -> StageProcess.STAGE.name().equals(in.getCamundaTarget())
                                && stage.id().equals(in.getCamundaSourceExpression())))
                .map(CallActivity::getId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The map has no stage " + stage.id()));
    }

    /**
     * The lifecycle ends here and now, with all that is open in it, and so does what waits beside it for one of its steps.
     *
     * @param reason why, for whoever looks at it in Cockpit
     */
    public void end(String number, String reason) {
        system.call(() -> {
            runtimeService
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(number)
                    .processDefinitionKeyIn(KEY, "gate-override", "wait-for-customer")
                    .list()
                    .forEach(instance ->
                            runtimeService.deleteProcessInstance(instance.getId(), reason, false, true, true, false));
            return number;
        });
    }

    /** A customer is there who stands in a stage already: its lifecycle begins where that stage stands on the map. */
    public void joins(CustomerFacts customer) {
        if (customer.stage() == Stage.NEW_LEAD) {
            leadArrived(customer);
            return;
        }
        standsIn(customer);
    }

    /** Ends whatever runs for a customer who was brought in by mistake. */
    public void undone(String number) {
        system.call(() -> {
            runtimeService
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(number)
                    .rootProcessInstances()
                    .list()
                    .forEach(it -> runtimeService.deleteProcessInstanceIfExists(
                            it.getId(), "Import undone", false, true, false, false));
            return number;
        });
    }

    /** The engine would keep a row for what is not known. */
    private static void putIfKnown(
            Map<String, Object> facts, ProcessVariable<String> variable, @Nullable String value) {
        if (value != null) {
            facts.put(variable.name(), value);
        }
    }
}
