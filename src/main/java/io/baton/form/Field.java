package io.baton.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form.
 *
 * @param path where its value stands among the answers; one key unless it is dotted or in a group with a path
 * @param hiddenWhen the conditions, its own and those of the groups around it, each of which hides it
 * @param component what the form says of it
 * @param pattern what a text has to look like, or null
 */
record Field(
        List<String> path,
        List<String> hiddenWhen,
        Kind kind,
        JsonNode component,
        @Nullable Pattern pattern) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a person reads beside the field; the key where that is computed or left out. */
    String label() {
        for (String property : List.of("label", "dateLabel", "timeLabel")) {
            String label = component.path(property).asText("").strip();
            if (!label.isEmpty() && !label.startsWith("=") && !label.contains("{{")) {
                return label;
            }
        }
        return String.join(".", path);
    }

    boolean disabled() {
        return component.path("disabled").asBoolean();
    }

    /** {@code true}, {@code false}, or an expression that begins with {@code =}. */
    String readonly() {
        return component.path("readonly").asText("false");
    }

    /** The value that the form itself gives to the field, or null. */
    @Nullable
    Object shownByItself() {
        return plain(component.path("defaultValue"));
    }

    /** What the field counts as while nobody has answered it and nothing was known before. */
    @Nullable
    Object unanswered() {
        Object shown = shownByItself();
        return shown == null ? kind.empty() : shown;
    }

    boolean required() {
        return rule("required").asBoolean();
    }

    /** What the form says under {@code validate}: a missing node, a constant, or an expression that begins with =. */
    JsonNode rule(String name) {
        return component.path("validate").path(name);
    }

    boolean says(String property) {
        return component.path(property).asBoolean();
    }

    static @Nullable Object plain(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }

    /** A problem with this field as a sentence for the person who filled it in. */
    String says(String where, String problem) {
        String label = where + label();
        return "?!.:".indexOf(label.charAt(label.length() - 1)) < 0
                ? label + ": " + problem + "."
                : label + " " + Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".";
    }
}
