package dev.tunebook.store.index;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A config or summary, read by path. A path is a literal key first, dots and all, and nested objects second.
public record RunDocument(ObjectNode root) {
    /// More keys than this are not indexed; a run beyond it can still be read, only not found by the rest.
    private static final int MOST_KEYS = 4_000;

    private static final String CLIENT_DATA = "_wandb";

    /// A summary; what is no JSON object counts as empty.
    public static RunDocument summary(String json) {
        return new RunDocument(parse(json));
    }

    /// A config, each key unwrapped from its `{"value": …}`, without what the client keeps there for itself.
    public static RunDocument config(String json) {
        var unwrapped = Json.object();
        parse(json).properties().forEach(member -> {
            if (!member.getKey().equals(CLIENT_DATA)) {
                unwrapped.set(member.getKey(), unwrap(member.getValue()));
            }
        });
        return new RunDocument(unwrapped);
    }

    private static ObjectNode parse(String json) {
        try {
            return Json.parseObject(json);
        } catch (InvalidJsonException _) {
            return Json.object();
        }
    }

    private static JsonNode unwrap(JsonNode node) {
        return node.has("value") ? node.path("value") : node;
    }

    /// Every value by its path, outer keys before inner ones of the same spelling.
    Map<String, JsonNode> flat() {
        var flat = new LinkedHashMap<String, JsonNode>();
        var level = new LinkedHashMap<String, JsonNode>(Json.members(root));
        while (!level.isEmpty() && flat.size() < MOST_KEYS) {
            var next = new LinkedHashMap<String, JsonNode>();
            level.forEach((path, node) -> {
                flat.putIfAbsent(path, node);
                node.properties().forEach(member -> next.putIfAbsent(path + "." + member.getKey(), member.getValue()));
            });
            level = next;
        }
        return flat;
    }

    Optional<JsonNode> value(String path) {
        return find(root, path);
    }

    private static Optional<JsonNode> find(JsonNode node, String path) {
        var literal = node.get(path);
        if (literal != null) {
            return Optional.of(literal);
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            var inner = node.get(path.substring(0, dot));
            if (inner != null) {
                var found = find(inner, path.substring(dot + 1));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
