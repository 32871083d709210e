package dev.tunebook.store.testkit;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.runs.FineTuneColumns;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a run for a fine-tune that has `tune` in its config: its members are the columns, those of `tuned` in the
/// summary and of the models' metadata come over them.
final class Tunes implements FineTuneColumns {

    @Override
    public boolean concerns(ObjectNode config) {
        return config.has("tune");
    }

    @Override
    public Map<String, JsonNode> of(ObjectNode config, ObjectNode summary, List<String> models) {
        Map<String, JsonNode> columns = Json.members(config.path("tune"));
        columns.putAll(Json.members(summary.path("tuned")));
        models.forEach(model -> columns.putAll(Json.members(Json.parse(model))));
        return columns;
    }
}
