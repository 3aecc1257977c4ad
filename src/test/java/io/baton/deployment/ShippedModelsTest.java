package io.baton.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.BatonTest;
import io.baton.Modeler;
import io.baton.Unguarded;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.engine.Desk;
import io.baton.models.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

    @Autowired
    private ShippedHashes hashes;

    @Autowired
    private Unguarded unguarded;

    @Autowired
    private Walk walk;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private Desk desk;

    @Autowired
    private TaskService tasks;

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

    /** The diagram and the table of the release before there were pools, and the diagram edited by an owner since. */
    @Test
    @Tag("C46")
    void keepsATableInTheShapeInWhichACustomisedDiagramReadsIt(CapturedOutput output) throws IOException {
        ModelFile oldDiagram = ofAnEarlierRelease("lead-qualification.bpmn");
        ModelFile oldTable = ofAnEarlierRelease("route-lead.dmn");
        unguarded.deploy(repository
                .createDeployment()
                .name(ShippedModels.DEPLOYMENT_NAME)
                .addString(oldDiagram.name(), text(oldDiagram))
                .addString(oldTable.name(), text(oldTable)));
        hashes.add(DIAGRAM, Hash.of(oldDiagram.content()));
        hashes.add(TABLE, Hash.of(oldTable.content()));
        unguarded.deploy(repository
                .createDeployment()
                .name("Baton changes")
                .addString(oldDiagram.name(), text(oldDiagram).replace("Lead arrived", "Lead came in")));

        shippedModels.deploy(release.files());

        assertThat(output)
                .contains("route-lead.dmn was not upgraded and goes on as it is: lead-qualification.bpmn, which is")
                .contains("bring your changes into this release's lead-qualification.bpmn, deploy that");
        assertThat(text(deployedModels.latest().get(TABLE).file())).contains("name=\"team\"");
        String lead = walk.newLead();
        assertThat(reader.one(lead).owner().id()).isEqualTo("sales");
        assertThat(reader.one(lead).nextStep().what()).isEqualTo("Qualify lead");
        desk.as("tom", () -> tasks.claim(reader.one(lead).nextStep().taskId(), "tom"));
        assertThat(reader.one(lead).owner().id()).isEqualTo("tom");
        assertThatThrownBy(() ->
                        walk.complete(lead, "Qualify lead", "tom", Map.of("decision", "reached", "touchKind", "call")))
                .as("an answer that the old diagram would take for a lost lead")
                .hasStackTraceContaining("has no path for a lead that has not decided yet");
        assertThat(reader.one(lead).stage()).isEqualTo("new-lead");
        walk.complete(lead, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        assertThat(reader.one(lead).stage()).isEqualTo("lost");

        ModelFile diagram = release.files().get(DIAGRAM);
        assertThat(modeler.deploy("olga", diagram.name(), text(diagram) + "\n").status())
                .isEqualTo(200);
        String between = walk.newLead();
        shippedModels.deploy(release.files());

        assertThat(text(deployedModels.latest().get(TABLE).file())).contains("name=\"pool\"");
        String after = walk.newLead();
        for (String number : List.of(between, after)) {
            assertThat(reader.one(number).owner().id()).isEqualTo("sales");
            walk.complete(number, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        }
    }

    private static ModelFile ofAnEarlierRelease(String name) throws IOException {
        return new ModelFile(name, Files.readAllBytes(Path.of("src/test/resources/deployment", name)));
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
