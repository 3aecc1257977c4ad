package io.baton.deployment;

import io.baton.engine.TablesDeployed;
import io.baton.models.ModelFile;
import io.baton.models.Models;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells other parts which tables were deployed, after the commit. */
@Component
class DeploymentNews implements Deployer {

    private final ObjectProvider<TablesDeployed> listeners;

    DeploymentNews(ObjectProvider<TablesDeployed> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew() || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        Set<String> tables = tables(deployment);
        if (tables.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(it -> it.deployed(tables));
            }
        });
    }

    private static Set<String> tables(DeploymentEntity deployment) {
        return Models.read(deployment.getResources().values().stream()
                        .filter(resource -> Kind.of(resource.getName()).equals(Optional.of(Kind.TABLE)))
                        .map(resource -> new ModelFile(resource.getName(), resource.getBytes()))
                        .toList())
                .ids()
                .values()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
