package io.baton.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Modeler;
import io.baton.models.ModelFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases and owners: what an owner deployed stays, and everything else is upgraded, once. */
@BatonTest
@ExtendWith(OutputCaptureExtension.class)
class ShippedModelsTest {

    private static final ModelKey FORM = new ModelKey(Kind.FORM, "qualify-lead");
    private static final ModelKey DIAGRAM = new ModelKey(Kind.DIAGRAM, "lead-qualification");
    private static final ModelKey TABLE = new ModelKey(Kind.TABLE, "route-lead");

    @Autowired
    private ShippedModels shippedModels;

    @Autowired
    private DeployedModels deployedModels;

    @Autowired
    private Release release;

    @Autowired
    private Modeler modeler;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient jdbc;

    private long deployments;

    @BeforeEach
    void begin() {
        modeler.begin();
        deployments = countDeployments();
    }

    @AfterEach
    void takeBack() {
        modeler.takeBack();
        jdbc.sql("delete from shipped_model where not sha256 = any(:hashes)")
                .param(
                        "hashes",
                        release.files().values().stream()
                                .map(file -> Hash.of(file.content()))
                                .toArray(String[]::new))
                .update();
    }

    @Test
    void deploysNothingWhereNothingChanged() {
        shippedModels.afterSingletonsInstantiated();

        assertThat(countDeployments()).isEqualTo(deployments);
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("customer-lifecycle")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void upgradesOnlyWhatTheReleaseChanged() {
        shippedModels.deploy(releaseWithChanged(FORM, DIAGRAM, TABLE));

        assertThat(countDeployments()).isEqualTo(deployments + 1);
        assertThat(version(FORM)).isEqualTo(2);
        assertThat(version(DIAGRAM)).isEqualTo(2);
        assertThat(version(TABLE)).isEqualTo(2);
        assertThat(version(new ModelKey(Kind.DIAGRAM, "customer-lifecycle"))).isEqualTo(1);
    }

    @Test
    void leavesWhatAnOwnerDeployedThroughRestartAndRelease(CapturedOutput output) {
        Map<String, String> owners = new HashMap<>();
        for (ModelKey key : List.of(FORM, DIAGRAM, TABLE)) {
            ModelFile file = release.files().get(key);
            owners.put(file.name(), text(file) + "\n\n");
        }
        assertThat(modeler.deploy("olga", owners).status()).isEqualTo(200);

        shippedModels.afterSingletonsInstantiated();
        shippedModels.deploy(releaseWithChanged(FORM, DIAGRAM, TABLE));

        for (ModelKey key : List.of(FORM, DIAGRAM, TABLE)) {
            assertThat(version(key)).isEqualTo(2);
            assertThat(text(deployedModels.latest().get(key).file())).endsWith("\n\n");
        }
        assertThat(output)
                .contains("qualify-lead.form is customised (version 2, deployed ")
                .contains("lead-qualification.bpmn is customised (version 2, deployed ")
                .contains("route-lead.dmn is customised (version 2, deployed ")
                .contains("and was not upgraded: the one of this release is not used");
    }

    @Test
    void upgradesAgainOnceAnOwnerIsBackAtWhatBatonShipped() {
        ModelFile file = release.files().get(FORM);
        modeler.deploy("olga", file.name(), text(file) + "\n\n");
        modeler.deploy("olga", file.name(), text(file));

        shippedModels.deploy(releaseWithChanged(FORM));

        assertThat(version(FORM)).isEqualTo(4);
    }

    @Test
    void deploysOnceWhereNodesStartTogether() throws Exception {
        Map<ModelKey, ModelFile> changed = releaseWithChanged(FORM);
        Callable<Void> node = () -> {
            shippedModels.deploy(changed);
            return null;
        };
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> start : nodes.invokeAll(List.of(node, node, node, node))) {
                start.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(version(FORM)).isEqualTo(2);
        assertThat(countDeployments()).isEqualTo(deployments + 1);
    }

    private Map<ModelKey, ModelFile> releaseWithChanged(ModelKey... keys) {
        Map<ModelKey, ModelFile> files = new HashMap<>(release.files());
        Stream.of(keys)
                .forEach(key -> files.computeIfPresent(
                        key, (same, file) -> new ModelFile(file.path(), (text(file) + "\n").getBytes(UTF_8))));
        return files;
    }

    private static String text(ModelFile file) {
        return new String(file.content(), UTF_8);
    }

    private int version(ModelKey key) {
        return deployedModels.latest().get(key).version();
    }

    private long countDeployments() {
        return repository.createDeploymentQuery().count();
    }
}
