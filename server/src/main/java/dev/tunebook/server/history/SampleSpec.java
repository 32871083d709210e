package dev.tunebook.server.history;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.graphql.PlainValues;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.runs.RunGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One sample `Run.sampledHistory` is asked for: `{"keys": ["_step", "loss"], "samples": 500, "minStep": 0, "maxStep":
/// 9}`.
///
/// @param minStep included
/// @param maxStep included too, unlike that of `history`
record SampleSpec(List<String> keys, int samples, double minStep, double maxStep) {
    private static final int SAMPLES = 500;
    private static final int MOST_SAMPLES = 100_000;

    static SampleSpec parse(String json) {
        JsonNode spec = Json.parseObject(json);
        return new SampleSpec(
                spec.path("keys").values().stream().map(JsonNode::asString).toList(),
                Math.clamp(spec.path("samples").asInt(SAMPLES), 1, MOST_SAMPLES),
                spec.path("minStep").asDouble(Double.NEGATIVE_INFINITY),
                spec.path("maxStep").asDouble(Double.POSITIVE_INFINITY));
    }

    /// Rows that have every key, restricted to the keys, ascending by step. Without keys there is nothing to show.
    List<Map<String, @Nullable Object>> rows(HistoryStore history, RunGrant grant) {
        if (keys.isEmpty()) {
            return List.of();
        }
        LineQuery query =
                LineQuery.steps(minStep, Math.nextUp(maxStep)).with(keys).evenly(samples);
        return Steps.ascending(history.rawRange(grant, HistoryFile.HISTORY, query)).stream()
                .map(line -> row(Json.parse(line)))
                .toList();
    }

    private Map<String, @Nullable Object> row(JsonNode line) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        keys.forEach(key -> row.put(key, PlainValues.value(reach(line, key))));
        return row;
    }

    /// The member of this literal name, else the one its dots lead to.
    private static JsonNode reach(JsonNode object, String key) {
        JsonNode literal = object.path(key);
        int dot = key.indexOf('.');
        return !literal.isMissingNode() || dot < 0
                ? literal
                : reach(object.path(key.substring(0, dot)), key.substring(dot + 1));
    }
}
