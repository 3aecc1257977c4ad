package io.baton.deployment;

import io.baton.models.ModelFile;
import io.baton.models.ModelRules;
import io.baton.models.Models;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * earlier. Any other is customised: it stays, and the log and the page {@code /api/models} say so. A table stays, too, where a
 * customised diagram could not take what the new one answers. Nodes that start
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
        Map<ModelKey, ModelFile> upgrades = new LinkedHashMap<>();
        models.forEach((key, file) -> {
            DeployedModel current = inUse.get(key);
            if (current == null || shipped.contains(key, current.hash()) && !hasContent(current, file)) {
                upgrades.put(key, file);
            } else if (!hasContent(current, file)) {
                customised.add(current);
            }
            shipped.add(key, Hash.of(file.content()));
        });
        leaveTablesInTheirShape(upgrades, inUse);
        if (!upgrades.isEmpty()) {
            DeploymentBuilder deployment = repositoryService.createDeployment().name(DEPLOYMENT_NAME);
            upgrades.values()
                    .forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
            deployment.deploy();
            LOG.info("Deployed {} of {} models", upgrades.size(), models.size());
        }
        tellOf(customised);
    }

    /** A customised diagram goes on with the table that it was drawn for, where it could not take what the new one answers. */
    private static void leaveTablesInTheirShape(Map<ModelKey, ModelFile> upgrades, Map<ModelKey, DeployedModel> inUse) {
        Map<ModelKey, ModelFile> after = new LinkedHashMap<>();
        inUse.forEach((key, model) -> after.put(key, model.file()));
        after.putAll(upgrades);
        Models.read(after.values()).takenInAnotherShape().forEach((table, diagram) -> {
            ModelKey key = new ModelKey(Kind.TABLE, table);
            if (inUse.containsKey(key) && upgrades.remove(key) != null) {
                LOG.warn(
                        "{}.dmn was not upgraded and goes on as it is: {}, which is customised, takes a single entry of it, and the rows of this release's table answer several. To use this release's table, bring your changes into this release's {}, deploy that, and start Baton again",
                        table,
                        diagram,
                        diagram);
            }
        });
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
