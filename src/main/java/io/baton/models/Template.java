package io.baton.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** An element template: a step that Camunda Modeler offers in a list. */
record Template(ModelFile file, JsonNode json) {

    static Template read(ModelFile file) throws IOException {
        return new Template(file, Limits.JSON.readTree(file.content()));
    }

    String name() {
        return json.path("name").asText();
    }

    String value(String property) {
        for (JsonNode candidate : json.path("properties")) {
            if (candidate.path("binding").path("name").asText().equals(property)) {
                return candidate.path("value").asText();
            }
        }
        return "";
    }

    Problem says(String problem) {
        return Problem.of(file, problem);
    }
}
