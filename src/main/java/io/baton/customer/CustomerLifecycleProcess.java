package io.baton.customer;

import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
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
        routingFacts.put(PRODUCT.name(), customer.product());
        routingFacts.put(REGION.name(), customer.region());
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY, customer.number(), routingFacts));
    }
}
