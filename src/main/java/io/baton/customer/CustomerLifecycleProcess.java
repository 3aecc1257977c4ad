package io.baton.customer;

import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
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
    private final SystemCommands system;

    CustomerLifecycleProcess(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    /** A lead has arrived: its lifecycle begins, under the customer's number. */
    public void leadArrived(CustomerFacts customer) {
        Map<String, Object> routingFacts = new HashMap<>();
        routingFacts.put(SOURCE.name(), customer.source());
        putIfKnown(routingFacts, PRODUCT, customer.product());
        putIfKnown(routingFacts, REGION, customer.region());
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY, customer.number(), routingFacts));
    }

    /** The engine would keep a row for what is not known. */
    private static void putIfKnown(
            Map<String, Object> facts, ProcessVariable<String> variable, @Nullable String value) {
        if (value != null) {
            facts.put(variable.name(), value);
        }
    }
}
