package io.baton.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Work that a step does piece by piece, each in a transaction of its own with an engine command of its own: where one fails,
 * what was done before stays, and the step can go on with the next.
 */
@Component
public class OwnTransaction {

    private final ProcessEngineConfigurationImpl configuration;

    OwnTransaction(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    /** Does the work and commits it; what it throws rolls back this piece alone. No authorization is checked. */
    public <T> T call(Supplier<T> work) {
        return configuration
                .getCommandExecutorTxRequiresNew()
                .execute(context -> context.runWithoutAuthorization(work::get));
    }
}
