package io.baton.deadline;

import io.baton.engine.DiagramOffer;
import io.baton.engine.Messages;
import io.baton.engine.ProcessVariable;
import io.baton.engine.SystemCommands;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to {@code wait-for-customer.bpmn}: starts it, tells it that the customer answered, and holds its vocabulary. */
@Component
class WaitForCustomerProcess implements DiagramOffer {

    /** Start form: the customer's number. */
    static final ProcessVariable<String> CUSTOMER = ProcessVariable.text("customer");
    /** Start form: until when the answer is waited for. */
    static final ProcessVariable<String> UNTIL = ProcessVariable.text("until");
    /** Start form: why the customer has to answer first. */
    static final ProcessVariable<String> REASON = ProcessVariable.text("reason");

    private static final String KEY = "wait-for-customer";
    private static final String REPLIED = "customer.replied";

    private final RuntimeService runtimeService;
    private final Messages messages;
    private final SystemCommands system;

    WaitForCustomerProcess(RuntimeService runtimeService, Messages messages, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.messages = messages;
        this.system = system;
    }

    @Override
    public Set<String> messages() {
        return Set.of(REPLIED);
    }

    /** Somebody asks over REST what the start form asks in the Tasklist. */
    void begin(String customer, @Nullable String until, @Nullable String reason) {
        Map<String, Object> answers = new HashMap<>();
        answers.put(CUSTOMER.name(), customer);
        answers.put(UNTIL.name(), until);
        answers.put(REASON.name(), reason);
        system.call(() -> runtimeService.startProcessInstanceByKey(KEY, answers));
    }

    /** The customer answered, or is not waited for any more. */
    void replied(String customer) {
        messages.tellAll(customer, REPLIED);
    }
}
