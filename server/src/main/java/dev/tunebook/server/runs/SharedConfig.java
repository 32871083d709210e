package dev.tunebook.server.runs;

import dev.tunebook.model.wire.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The config of a run that several processes write: the keys of all of them, of each the newest value. What clients
/// say
/// of themselves under `_wandb` is merged member by member, and the machines in it, which are keyed by process, are
/// kept.
final class SharedConfig {
    private static final String CLIENT = "_wandb";
    private static final String MACHINES = "e";

    private SharedConfig() {}

    /// @param config of the run, a JSON object
    /// @param sent by one of the processes, a JSON object
    static String merged(String config, String sent) {
        ObjectNode all = Json.parseObject(config);
        Json.parseObject(sent).properties().forEach(entry -> {
            if (entry.getKey().equals(CLIENT)) {
                over(
                        all.withObjectProperty(CLIENT).withObjectProperty("value"),
                        entry.getValue().path("value"));
            } else {
                all.set(entry.getKey(), entry.getValue());
            }
        });
        return Json.writeExtended(all);
    }

    private static void over(ObjectNode known, JsonNode said) {
        for (Map.Entry<String, JsonNode> member : said.properties()) {
            boolean machines =
                    member.getKey().equals(MACHINES) && member.getValue().isObject();
            if (machines && known.path(MACHINES) instanceof ObjectNode before) {
                member.getValue().properties().forEach(one -> before.set(one.getKey(), one.getValue()));
            } else if (!saysNothing(member.getValue()) || !known.has(member.getKey())) {
                known.set(member.getKey(), member.getValue());
            }
        }
    }

    /// An empty list or object, as of a process that defines no metrics.
    private static boolean saysNothing(JsonNode value) {
        return value.isContainer() && value.isEmpty();
    }
}
