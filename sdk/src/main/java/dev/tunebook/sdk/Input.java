package dev.tunebook.sdk;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The edge where callers' texts and values become types: whatever is wrong with them is an
/// [InvalidInputException].
final class Input {
    private Input() {}

    /// @param reading makes names or JSON of what the caller gave
    static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidNameException | InvalidJsonException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Numbers, texts, booleans, lists and maps of these.
    static JsonNode json(@Nullable Object value) {
        return checked(() -> Json.tree(value));
    }

    /// Values by key, in their order.
    static Map<String, JsonNode> json(Map<String, ?> values) {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        values.forEach((key, value) -> nodes.put(key, json(value)));
        return nodes;
    }
}
