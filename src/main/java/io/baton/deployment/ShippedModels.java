package io.baton.deployment;

import io.baton.models.ModelFile;
import io.baton.models.ModelRules;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the diagrams, tables and forms of this release, before the first request is served, and never over what a
 * process owner deployed.
 *
 * <p>A model is deployed where there is none of its id, or where the one in use is, byte for byte, one that Baton shipped
 * earlier. Any other is customised: it stays, and the log and the page {@code /api/models} say so. Nodes that start
 * together take turns, so each model is deployed once.
 */
@Component
class ShippedModels implements SmartInitializingSingleton {

    static final String DEPLOYMENT_NAME = "Baton";

    private static final Logger LOG = LoggerFactory.getLogger(ShippedModels.class);

    /** Any number, the same on all nodes, and another than that of the access set-up. */
    private static final long LOCK = 0x4241544F4E02L;

    private final RepositoryService repositoryService;
    private final Release release;
    private final DeployedModels deployedModels;
    private final ShippedHashes shipped;
    private final KnownToBaton known;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ShippedModels(
            RepositoryService repositoryService,
            Release release,
            DeployedModels deployedModels,
            ShippedHashes shipped,
            KnownToBaton known,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.repositoryService = repositoryService;
        this.release = release;
        this.deployedModels = deployedModels;
        this.shipped = shipped;
        this.known = known;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        deploy(release.files());
    }

    /** Deploys what is new or changed, and leaves alone what is customised. */
    void deploy(Map<ModelKey, ModelFile> models) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, index) -> index)
                    .list();
            deployOnce(models);
        });
    }

    private void deployOnce(Map<ModelKey, ModelFile> models) {
        Map<ModelKey, DeployedModel> inUse = deployedModels.latest();
        List<DeployedModel> customised = new ArrayList<>();
        DeploymentBuilder deployment = repositoryService.createDeployment().name(DEPLOYMENT_NAME);
        models.forEach((key, file) -> {
            DeployedModel current = inUse.get(key);
            if (current == null || shipped.contains(key, current.hash()) && !hasContent(current, file)) {
                deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content()));
            } else if (!hasContent(current, file)) {
                customised.add(current);
            }
            shipped.add(key, Hash.of(file.content()));
        });
        if (!deployment.getResourceNames().isEmpty()) {
            deployment.deploy();
            LOG.info("Deployed {} of {} models", deployment.getResourceNames().size(), models.size());
        }
        tellOf(customised);
    }

    private static boolean hasContent(DeployedModel model, ModelFile file) {
        return model.hash().equals(Hash.of(file.content()));
    }

    private void tellOf(List<DeployedModel> customised) {
        if (customised.isEmpty()) {
            return;
        }
        customised.forEach(model -> LOG.warn(
                "{} is customised (version {}, deployed {}) and was not upgraded: the one of this release is not used",
                model.file().name(),
                model.version(),
                model.deployedAt()));
        new ModelRules(known.now())
                .check(deployedModels.models())
                .refused()
                .forEach(problem -> LOG.warn("In use, but not in order: {}", problem.sentence()));
    }
}
