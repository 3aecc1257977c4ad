package io.baton.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A Camunda Form. */
record Form(ModelFile file, JsonNode json) {

    static Form read(ModelFile file) throws IOException {
        Limits.checkSize(file);
        Form form = new Form(file, Limits.JSON.readTree(file.content()));
        if (form.id().isBlank()) {
            throw new Limits.Unreadable("has no id");
        }
        if (form.parts().size() > Limits.MOST_PARTS_OF_A_FORM) {
            throw new Limits.Unreadable("has more than " + Limits.MOST_PARTS_OF_A_FORM + " parts");
        }
        return form;
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

    Problem says(String problem) {
        return new Problem(file.name(), id(), file.name() + ": " + problem);
    }

    Problem says(JsonNode part, String problem) {
        return new Problem(file.name(), part.path("id").asText(), file.name() + ": '" + nameOf(part) + "' " + problem);
    }
}
