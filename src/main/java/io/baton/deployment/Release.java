package io.baton.deployment;

import io.baton.models.ModelFile;
import io.baton.models.Models;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The diagrams, tables and forms that come with this release. Each is known by its bare file name. */
@Component
class Release {

    private final Models models;
    private final Map<ModelKey, ModelFile> files = new LinkedHashMap<>();
    private final Set<String> hashes = new HashSet<>();

    Release(ResourcePatternResolver resources) {
        this.models = Models.read(read(resources));
        models.ids()
                .forEach((file, id) ->
                        files.put(new ModelKey(Kind.of(file.name()).orElseThrow(), id), file));
        files.values().forEach(file -> hashes.add(Hash.of(file.content())));
    }

    Models models() {
        return models;
    }

    Map<ModelKey, ModelFile> files() {
        return files;
    }

    /** Whether this content is that of a model of this release. */
    boolean has(byte[] content) {
        return hashes.contains(Hash.of(content));
    }

    private static List<ModelFile> read(ResourcePatternResolver resources) {
        Map<String, Resource> byName = new HashMap<>();
        List<ModelFile> files = new ArrayList<>();
        try {
            for (Resource resource : resources.getResources("classpath:models/**")) {
                String name = resource.getFilename();
                if (name == null || Kind.of(name).isEmpty()) {
                    continue;
                }
                Resource other = byName.putIfAbsent(name, resource);
                if (other != null) {
                    throw new IllegalStateException("Two models have the same file name: " + other + ", " + resource);
                }
                try (InputStream content = resource.getInputStream()) {
                    files.add(new ModelFile(name, content.readAllBytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the models on the class path", e);
        }
        return files;
    }
}
