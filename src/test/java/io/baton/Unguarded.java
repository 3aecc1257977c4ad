package io.baton;

import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.boot.test.context.TestComponent;

/** Stores what would be refused today, as if it had been deployed before there was a guard, and takes it back. */
@TestComponent
public class Unguarded {

    private final ProcessEngineConfigurationImpl configuration;
    private final RepositoryService repository;
    private final RuntimeService runtime;

    Unguarded(ProcessEngineConfigurationImpl configuration, RepositoryService repository, RuntimeService runtime) {
        this.configuration = configuration;
        this.repository = repository;
        this.runtime = runtime;
    }

    /** Deploys without the guard. */
    public Deployment deploy(DeploymentBuilder deployment) {
        List<Deployer> all = configuration.getDeployers();
        configuration
                .getDeploymentCache()
                .setDeployers(all.stream().filter(it -> !isOurs(it)).toList());
        try {
            return deployment.deploy();
        } finally {
            configuration.getDeploymentCache().setDeployers(all);
        }
    }

    /** Ends what still runs on a deployment, and deletes it. */
    public void takeBack(String deployment) {
        runtime.createProcessInstanceQuery().deploymentId(deployment).list().stream()
                .map(ProcessInstance::getId)
                .forEach(id -> runtime.deleteProcessInstance(id, "the test is over"));
        repository.deleteDeployment(deployment, true);
    }

    private static boolean isOurs(Deployer deployer) {
        return deployer.getClass().getName().startsWith("io.baton.");
    }
}
