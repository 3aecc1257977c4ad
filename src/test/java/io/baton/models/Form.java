package io.baton.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A Camunda Form. */
record Form(ModelFile file, JsonNode json) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Form read(ModelFile file) throws IOException {
        return new Form(file, MAPPER.readTree(file.content()));
    }

    String id() {
        return json.path("id").asText();
    }

    /** Every part of the form from top to bottom, those inside groups and lists included. */
    List<JsonNode> parts() {
        List<JsonNode> parts = new ArrayList<>();
        collect(json, parts);
        return parts;
    }

    private static void collect(JsonNode parent, List<JsonNode> parts) {
        for (JsonNode part : parent.path("components")) {
            parts.add(part);
            collect(part, parts);
        }
    }

    static String nameOf(JsonNode part) {
        for (String property : List.of("label", "dateLabel", "key", "id")) {
            if (part.hasNonNull(property)) {
                return part.get(property).asText();
            }
        }
        return part.path("type").asText();
    }

    String says(String problem) {
        return file.name() + ": " + problem;
    }

    String says(JsonNode part, String problem) {
        return says("'" + nameOf(part) + "' " + problem);
    }
}
