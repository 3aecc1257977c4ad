package io.baton.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.baton.api.Act;
import io.baton.models.ModelRules;
import io.baton.models.Models;
import io.baton.models.Problem;
import io.baton.models.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For process owners and administrators: which diagrams, tables and forms are in use, and whose they are. */
@RestController
@RequestMapping("/api/models")
class ModelsController {

    private final DeployedModels deployedModels;
    private final ShippedHashes shipped;
    private final KnownToBaton known;

    ModelsController(DeployedModels deployedModels, ShippedHashes shipped, KnownToBaton known) {
        this.deployedModels = deployedModels;
        this.shipped = shipped;
        this.known = known;
    }

    /** Whose a model is. */
    enum State {
        /** It came with Baton and is upgraded by the next release that changes it. */
        @JsonProperty("shipped")
        SHIPPED,
        /** Baton ships one of this id, and a process owner deployed another: releases leave it alone. */
        @JsonProperty("customised")
        CUSTOMISED,
        /** Baton never shipped one of this id. */
        @JsonProperty("own")
        OWN
    }

    /**
     * A model in use.
     *
     * @param remarks what a deployment of it would be warned of or refused for today
     */
    record ModelView(
            String file, Kind kind, String id, State state, int version, Instant deployedAt, List<String> remarks) {}

    @GetMapping
    @Act("read-models")
    List<ModelView> list() {
        Map<ModelKey, DeployedModel> inUse = deployedModels.latest();
        Set<ModelKey> shippedKeys = shipped.keys();
        Problems problems = new ModelRules(known.now())
                .check(Models.read(
                        inUse.values().stream().map(DeployedModel::file).toList()));
        return inUse.values().stream()
                .map(model -> new ModelView(
                        model.file().name(),
                        model.key().kind(),
                        model.key().id(),
                        state(model, shippedKeys),
                        model.version(),
                        model.deployedAt(),
                        remarks(model, problems)))
                .toList();
    }

    private State state(DeployedModel model, Set<ModelKey> shippedKeys) {
        if (!shippedKeys.contains(model.key())) {
            return State.OWN;
        }
        return shipped.contains(model.key(), model.hash()) ? State.SHIPPED : State.CUSTOMISED;
    }

    private static List<String> remarks(DeployedModel model, Problems problems) {
        return Stream.concat(problems.refused().stream(), problems.warnings().stream())
                .filter(problem -> problem.file().equals(model.file().name()))
                .map(Problem::sentence)
                .toList();
    }
}
