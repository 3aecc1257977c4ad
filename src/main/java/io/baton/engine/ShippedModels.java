package io.baton.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the diagrams, tables and forms that come with this release, before the first request is served.
 *
 * <p>Each is known by its bare file name, so that a moved directory or another packaging does not make a new version,
 * and only what changed since the last start is deployed. The engine holds a database lock while it compares, so nodes
 * that start together deploy once.
 */
@Component
class ShippedModels implements SmartInitializingSingleton {

    static final String DEPLOYMENT_NAME = "Baton";

    private static final List<String> KINDS = List.of(".bpmn", ".dmn", ".form");

    private final RepositoryService repositoryService;
    private final ResourcePatternResolver resources;

    ShippedModels(RepositoryService repositoryService, ResourcePatternResolver resources) {
        this.repositoryService = repositoryService;
        this.resources = resources;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var deployment =
                repositoryService.createDeployment().name(DEPLOYMENT_NAME).enableDuplicateFiltering(true);
        for (Resource model : models()) {
            try (InputStream content = model.getInputStream()) {
                deployment.addInputStream(model.getFilename(), content);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + model, e);
            }
        }
        deployment.deploy();
    }

    private List<Resource> models() {
        Map<String, Resource> byName = new HashMap<>();
        try {
            Stream.of(resources.getResources("classpath:models/**"))
                    .filter(resource -> resource.getFilename() != null)
                    .filter(resource -> KINDS.stream().anyMatch(resource.getFilename()::endsWith))
                    .forEach(resource -> byName.merge(resource.getFilename(), resource, (one, other) -> {
                        throw new IllegalStateException("Two models have the same file name: " + one + ", " + other);
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the models on the class path", e);
        }
        return byName.values().stream()
                .sorted(Comparator.comparing(Resource::getFilename))
                .toList();
    }
}
