package dev.tunebook.store.history;

import java.util.Map;
import java.util.OptionalDouble;

/// What is known of one key over all lines of a file. Nested objects are keys with dots.
///
/// @param counts lines by type of the value, those with at least one
/// @param min of the numbers, NaN left out; empty when there is none
/// @param max likewise
/// @param last the newest value as it was written, JSON
public record KeyStats(String key, Map<ValueType, Long> counts, OptionalDouble min, OptionalDouble max, String last) {
    public KeyStats {
        counts = Map.copyOf(counts);
    }
}
