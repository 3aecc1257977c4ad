package io.baton.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Passes messages on to the diagrams that wait for them. */
@Component
public class Messages {

    private final RuntimeService runtimeService;
    private final SystemCommands system;

    Messages(RuntimeService runtimeService, SystemCommands system) {
        this.runtimeService = runtimeService;
        this.system = system;
    }

    /** Whether a diagram that runs under this key waits for the message. */
    public boolean isAwaited(String businessKey, String message) {
        return system.call(() -> runtimeService
                        .createExecutionQuery()
                        .processInstanceBusinessKey(businessKey)
                        .messageEventSubscriptionName(message)
                        .count()
                > 0);
    }

    /**
     * Passes a message on.
     *
     * @throws org.camunda.bpm.engine.MismatchingMessageCorrelationException where nothing, or more than one, waits for it
     */
    public void tell(String businessKey, String message) {
        system.call(() -> {
            runtimeService
                    .createMessageCorrelation(message)
                    .processInstanceBusinessKey(businessKey)
                    .correlate();
            return businessKey;
        });
    }

    /** Passes a message on to everything that waits for it, if anything does. */
    public void tellAll(String businessKey, String message) {
        system.call(() -> runtimeService
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAllWithResult());
    }
}
