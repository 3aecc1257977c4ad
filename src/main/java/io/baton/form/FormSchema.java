package io.baton.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What a deployed form asks for, and by which rules; it never changes. */
public final class FormSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scope root;

    private FormSchema(Scope root) {
        this.root = root;
    }

    /** The fields and lists that share one set of keys: the whole form, or a row of a list. */
    record Scope(List<Field> fields, List<Rows> lists) {}

    /** A list whose rows a person adds and fills in. */
    record Rows(List<String> path, List<String> hiddenWhen, String label, Scope row) {}

    /**
     * Reads a form.
     *
     * @throws IllegalArgumentException where it is no form, or a rule in it cannot be read; names the field
     */
    public static FormSchema parse(byte[] form) {
        JsonNode json;
        try {
            json = JSON.readTree(form);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The form is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The form cannot be read", e);
        }
        if (json == null || !json.path("components").isArray()) {
            throw new IllegalArgumentException("The form has no components");
        }
        return new FormSchema(scope(json, List.of()));
    }

    Scope root() {
        return root;
    }

    private static Scope scope(JsonNode parent, List<String> hiddenWhen) {
        List<Field> fields = new ArrayList<>();
        List<Rows> lists = new ArrayList<>();
        collect(parent, List.of(), hiddenWhen, fields, lists);
        return new Scope(List.copyOf(fields), List.copyOf(lists));
    }

    private static void collect(
            JsonNode parent, List<String> prefix, List<String> around, List<Field> fields, List<Rows> lists) {
        for (JsonNode component : parent.path("components")) {
            String type = component.path("type").asText();
            List<String> hiddenWhen = with(around, condition(component));
            Kind kind = Kind.of(type);
            if (kind != null && component.hasNonNull("key")) {
                List<String> path = path(prefix, component.get("key").asText());
                fields.add(new Field(path, hiddenWhen, kind, component.deepCopy(), pattern(component)));
            } else if (type.equals("dynamiclist")
                    && component.path("isRepeating").asBoolean(true)) {
                if (component.path("path").asText().isEmpty()) {
                    throw new IllegalArgumentException(
                            "The list '" + component.path("label").asText() + "' has no path");
                }
                String label =
                        component.path("label").asText(component.path("path").asText());
                // A row is shown only inside a list that is shown, so its fields start without the conditions around.
                lists.add(new Rows(
                        path(prefix, component.path("path").asText()), hiddenWhen, label, scope(component, List.of())));
            } else if (type.equals("group") || type.equals("dynamiclist")) {
                collect(component, path(prefix, component.path("path").asText()), hiddenWhen, fields, lists);
            }
        }
    }

    private static @Nullable String condition(JsonNode component) {
        String hide = component.path("conditional").path("hide").asText("");
        return hide.startsWith("=") ? hide.substring(1) : null;
    }

    private static List<String> path(List<String> prefix, String key) {
        List<String> path = new ArrayList<>(prefix);
        if (!key.isEmpty()) {
            path.addAll(List.of(key.split("\\.")));
        }
        return List.copyOf(path);
    }

    private static List<String> with(List<String> conditions, @Nullable String condition) {
        if (condition == null) {
            return conditions;
        }
        List<String> more = new ArrayList<>(conditions);
        more.add(condition);
        return List.copyOf(more);
    }

    private static @Nullable Pattern pattern(JsonNode component) {
        String pattern = component.path("validate").path("pattern").asText("");
        try {
            return pattern.isEmpty() ? null : BrowserPattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The pattern of '" + component.path("key").asText() + "' cannot be read: " + e.getDescription(), e);
        }
    }
}
