package dev.tunebook.store.history;

import dev.tunebook.model.wire.Json;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.node.StringNode;

/// What is known of one file.
///
/// @param lines number of the last line + 1
/// @param lastStep the greatest integer `_step`
/// @param keys by name, ascending; empty for files without keys
public record HistoryStats(long lines, OptionalLong lastStep, List<KeyStats> keys) {
    public HistoryStats {
        keys = List.copyOf(keys);
    }

    /// The newest value of each `system.*` key as a JSON object; what W&B shows as a run's system metrics.
    public String systemMetrics() {
        return keys.stream()
                .filter(key -> key.key().startsWith("system."))
                .map(key -> Json.write(StringNode.valueOf(key.key())) + ":" + key.last())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
