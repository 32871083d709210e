package dev.tunebook.server.finetunes;

import dev.tunebook.finetune.format.FineTuneRecord;
import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.runs.FineTuneColumns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads fine-tunes for the runs table of the store.
public final class RecordedFineTunes implements FineTuneColumns {

    @Override
    public boolean concerns(ObjectNode config) {
        return FineTuneRecord.isFineTune(config);
    }

    @Override
    public Map<String, JsonNode> of(ObjectNode config, ObjectNode summary, List<String> models) {
        return read(config, summary, models).map(FineTuneRecord::columns).orElse(Map.of());
    }

    static Optional<FineTuneRecord> read(ObjectNode config, ObjectNode summary, List<String> models) {
        return FineTuneRecord.of(
                config,
                summary,
                models.stream().flatMap(RecordedFineTunes::object).toList());
    }

    /// Metadata is what a client sent.
    static Stream<ObjectNode> object(String json) {
        try {
            return Stream.of(Json.parseObject(json));
        } catch (InvalidJsonException e) {
            return Stream.empty();
        }
    }
}
