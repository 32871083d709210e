package dev.tunebook.model.wire;

import dev.tunebook.model.RunConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The wire form of a configuration: `{"lr": {"value": 0.1, "desc": "…"}}`. A member without `value` is read
/// as the value
/// itself, since some writers leave the wrapping out.
public final class RunConfigCodec {
    private static final String VALUE = "value";
    private static final String DESCRIPTION = "desc";

    private RunConfigCodec() {}

    public static ObjectNode tree(RunConfig config) {
        ObjectNode object = Json.object();
        config.entries().forEach((key, entry) -> {
            ObjectNode wrapped = object.putObject(key);
            wrapped.set(VALUE, entry.value());
            entry.description().ifPresent(text -> wrapped.put(DESCRIPTION, text));
        });
        return object;
    }

    /// Extended JSON, as inside the `JSONString` of `upsertBucket`.
    public static String write(RunConfig config) {
        return Json.writeExtended(tree(config));
    }

    public static RunConfig read(String json) {
        Map<String, RunConfig.Entry> entries = new LinkedHashMap<>();
        Json.members(Json.parseObject(json)).forEach((key, node) -> entries.put(key, entry(node)));
        return new RunConfig(entries);
    }

    private static RunConfig.Entry entry(JsonNode node) {
        JsonNode value = node.get(VALUE);
        if (value == null) {
            return new RunConfig.Entry(node);
        }
        return new RunConfig.Entry(value, Json.text(node.get(DESCRIPTION)));
    }
}
