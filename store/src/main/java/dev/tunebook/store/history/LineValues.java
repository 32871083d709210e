package dev.tunebook.store.history;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// What a line of a keyed file has by key: nested objects are keys with dots, an object that is empty or says its
/// `_type` is one value. Of a key that comes twice the later value counts. A line that is no JSON object has none.
public final class LineValues {
    private LineValues() {}

    /// @param number set exactly for [ValueType#NUMBER]
    /// @param json the value as JSON, equal to what was written, not always by the same bytes
    public record Value(ValueType type, OptionalDouble number, String json) {}

    public static Map<String, Value> of(String line) {
        Map<String, Value> values = new HashMap<>();
        try {
            JsonNode tree = Json.parse(line);
            if (tree.isObject()) {
                flatten("", tree, values);
            }
        } catch (InvalidJsonException e) {
            // Kept as text; it just has no keys.
        }
        return values;
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
            return OptionalDouble.of(Json.asDouble(node));
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
