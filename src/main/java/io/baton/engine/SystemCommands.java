package io.baton.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Engine calls that Baton makes in its own name: whether the person may do the business act was decided before, and the
 * engine's own permissions, which speak of instances and definitions, do not apply to it.
 */
@Component
public class SystemCommands {

    private final ProcessEngineConfigurationImpl configuration;

    SystemCommands(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    /** Runs the call in one engine command without authorization checks; the acting user stays on record. */
    public <T> T call(Supplier<T> call) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(call::get));
    }
}
