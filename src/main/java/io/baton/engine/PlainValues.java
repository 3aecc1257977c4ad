package io.baton.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.SerializableValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The values that forms deal in: texts, numbers, booleans, lists and maps. Nothing is ever deserialized to find out what a
 * value is; what is none of these stays an opaque object.
 */
final class PlainValues {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Object OPAQUE = new Object();

    private PlainValues() {}

    static @Nullable Object plain(@Nullable TypedValue typed) {
        if (typed instanceof JsonValue json) {
            return parsed(json);
        }
        if (typed instanceof SerializableValue object && !object.isDeserialized()) {
            return OPAQUE;
        }
        return typed == null ? null : plain(typed.getValue());
    }

    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof FormContext.Option option) {
            return Map.of("label", option.label(), "value", option.value());
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(one -> plain.add(plain(one)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, one) -> plain.put(String.valueOf(key), plain(one)));
            return plain;
        }
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean
                ? value
                : OPAQUE;
    }

    /** The variable that holds the value: JSON for what has parts. */
    static TypedValue typed(@Nullable Object value) {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            // As text: a parsed value would reach the browser as a description of the parser's object.
            return SpinValues.jsonValue(Spin.JSON(value).toString()).create();
        }
        return Variables.untypedValue(value);
    }

    /** A list or an object; a single value dressed up as JSON is not plain. */
    private static @Nullable Object parsed(JsonValue json) {
        String text = json.isDeserialized() ? String.valueOf(json.getValue()) : json.getValueSerialized();
        if (text == null) {
            return null;
        }
        try {
            JsonNode parsed = JSON.readTree(text);
            return parsed.isContainerNode() ? JSON.convertValue(parsed, Object.class) : OPAQUE;
        } catch (JsonProcessingException e) {
            return OPAQUE;
        }
    }
}
