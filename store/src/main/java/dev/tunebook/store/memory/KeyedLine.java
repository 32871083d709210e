package dev.tunebook.store.memory;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.history.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// A line with its values by key. A line that is no JSON object has none.
record KeyedLine(String text, Map<String, Value> values) {

    record Value(ValueType type, OptionalDouble number, String json) {}

    static KeyedLine of(String text, boolean keyed) {
        Map<String, Value> values = new HashMap<>();
        if (keyed) {
            try {
                JsonNode line = Json.parse(text);
                if (line.isObject()) {
                    flatten("", line, values);
                }
            } catch (InvalidJsonException e) {
                // Kept as text; it just has no keys.
            }
        }
        return new KeyedLine(text, values);
    }

    private static void flatten(String prefix, JsonNode object, Map<String, Value> values) {
        object.properties().forEach(member -> {
            String key = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (value.isObject() && !value.isEmpty() && !value.has("_type")) {
                flatten(key + ".", value, values);
            } else {
                values.put(key, value(value));
            }
        });
    }

    private static Value value(JsonNode node) {
        OptionalDouble number = number(node);
        return new Value(number.isPresent() ? ValueType.NUMBER : type(node), number, Json.writeExtended(node));
    }

    private static OptionalDouble number(JsonNode node) {
        if (node.isNumber()) {
            return OptionalDouble.of(node.doubleValue());
        }
        return switch (Json.text(node).orElse("")) {
            case "NaN" -> OptionalDouble.of(Double.NaN);
            case "Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    private static ValueType type(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING, BINARY -> ValueType.STRING;
            case BOOLEAN -> ValueType.BOOLEAN;
            case ARRAY -> ValueType.LIST;
            case OBJECT, POJO -> ValueType.OBJECT;
            case NULL, MISSING -> ValueType.NULL;
            case NUMBER -> ValueType.NUMBER;
        };
    }
}
