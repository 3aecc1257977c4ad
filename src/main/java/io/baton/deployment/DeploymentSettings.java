package io.baton.deployment;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.springframework.stereotype.Component;

/** Puts the guard in front of the engine's own deployers, and the rules on deletion and starting beside its permissions. */
@Component
class DeploymentSettings extends AbstractProcessEnginePlugin {

    private final DeploymentGuard guard;
    private final DeploymentNews news;

    DeploymentSettings(DeploymentGuard guard, DeploymentNews news) {
        this.guard = guard;
        this.news = news;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        var deployers = configuration.getCustomPreDeployers();
        configuration.setCustomPreDeployers(deployers == null ? new ArrayList<>() : new ArrayList<>(deployers));
        configuration.getCustomPreDeployers().addAll(List.of(guard, news));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration
                .getCommandCheckers()
                .replaceAll(checker ->
                        checker instanceof AuthorizationCommandChecker ? new CustomersFirst(guard) : checker);
    }
}
