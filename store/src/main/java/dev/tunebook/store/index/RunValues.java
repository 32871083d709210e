package dev.tunebook.store.index;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.runs.RunKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Single values of a run, for a table.
///
/// @param username of the run's user
/// @param index of the run's project
public record RunValues(RunRow row, Optional<String> username, RunIndex index) {

    /// Those of the keys that the run has, as JSON.
    public Map<RunKey, String> of(List<RunKey> keys) {
        var config = RunDocument.config(row.config());
        var summary = RunDocument.summary(row.summary());
        var values = new HashMap<RunKey, String>();
        keys.forEach(key -> value(key, config, summary).ifPresent(value -> values.put(key, Json.writeExtended(value))));
        return values;
    }

    private Optional<JsonNode> value(RunKey key, RunDocument config, RunDocument summary) {
        return switch (key) {
            case RunKey.Attribute(var attribute) -> Attributes.json(attribute, row, username);
            case RunKey.Config(var path) ->
                config.value(path)
                        .or(() -> path.endsWith(".value")
                                ? config.value(path.substring(0, path.length() - ".value".length()))
                                : Optional.empty());
            case RunKey.Summary(var path) -> summary.value(path);
            case RunKey.FineTune fineTune -> index.fineTune(row.id(), fineTune);
            case RunKey.Unknown _ -> Optional.empty();
        };
    }
}
