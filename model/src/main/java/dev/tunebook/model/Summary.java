package dev.tunebook.model;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The latest value of each key of a run, nested objects allowed; also holds `_step`, `_runtime`, `_timestamp`.
public record Summary(Map<String, JsonNode> values) {
    public static final Summary EMPTY = new Summary(Map.of());

    public Summary {
        values = Values.copyOf(values);
    }

    /// This summary with the given values over it, key by key.
    public Summary with(Map<String, JsonNode> newer) {
        return new Summary(Values.overlay(values, newer));
    }

    public Optional<JsonNode> value(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
