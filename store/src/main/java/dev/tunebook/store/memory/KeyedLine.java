package dev.tunebook.store.memory;

import dev.tunebook.store.history.LineValues;
import java.util.Map;

/// A line with its values by key.
record KeyedLine(String text, Map<String, LineValues.Value> values) {
    static KeyedLine of(String text, boolean keyed) {
        return new KeyedLine(text, keyed ? LineValues.of(text) : Map.of());
    }
}
