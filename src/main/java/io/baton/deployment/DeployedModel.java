package io.baton.deployment;

import io.baton.models.ModelFile;
import java.time.Instant;

/** The latest deployed version of a model. */
record DeployedModel(ModelKey key, ModelFile file, int version, Instant deployedAt) {

    String hash() {
        return Hash.of(file.content());
    }
}
