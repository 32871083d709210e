package dev.tunebook.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The configuration of a run: each key has a value and, where somebody wrote one, a description.
/// The entry `_wandb` belongs to the protocol and is not the user's.
public record RunConfig(Map<String, Entry> entries) {
    public static final RunConfig EMPTY = new RunConfig(Map.of());
    public static final String PROTOCOL_KEY = "_wandb";

    /// @param description `desc` on the wire
    public record Entry(JsonNode value, Optional<String> description) {
        public Entry(JsonNode value) {
            this(value, Optional.empty());
        }
    }

    public RunConfig {
        entries = Values.copyOf(entries);
    }

    public static RunConfig ofValues(Map<String, JsonNode> values) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(value)));
        return new RunConfig(entries);
    }

    /// This configuration with the given one over it, key by key.
    public RunConfig with(RunConfig newer) {
        return new RunConfig(Values.overlay(entries, newer.entries));
    }

    public Optional<JsonNode> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /// The bare values as the user sees them: without descriptions and without the protocol's own entry.
    public Map<String, JsonNode> userValues() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (!key.equals(PROTOCOL_KEY)) {
                values.put(key, entry.value());
            }
        });
        return Values.copyOf(values);
    }
}
