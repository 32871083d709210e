package dev.tunebook.finetune.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Flattens the `data` of an event or the `metrics` of a checkpoint into named numbers.
final class MetricTree {

    private MetricTree() {}

    /// Numbers only, at any depth, joined with `/`; an item of a list goes by its `type` and `name`, as
    /// result files
    /// name it:
    /// `{"scores": {"graders": [{"name": "exact", "type": "python", "train_reward_mean": 1}]}}` is
    /// `scores/graders/python/exact/train_reward_mean`.
    static Map<String, Number> flatten(JsonNode tree) {
        Map<String, Number> metrics = new LinkedHashMap<>();
        flatten("", tree, metrics);
        return Collections.unmodifiableMap(metrics);
    }

    private static void flatten(String path, JsonNode node, Map<String, Number> metrics) {
        if (node.isArray()) {
            int index = 0;
            for (JsonNode item : node) {
                flatten(join(path, nameOf(item, index++)), item, metrics);
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                flatten(join(path, field.getKey()), field.getValue(), metrics);
            }
        } else {
            Optional<Number> number = Numbers.of(node);
            number.ifPresent(value -> metrics.put(MetricNames.inHistory(path), value));
        }
    }

    private static String nameOf(JsonNode item, int index) {
        Optional<String> type = Fields.filledText(item, "type");
        Optional<String> name = Fields.filledText(item, "name");
        if (type.isPresent() && name.isPresent()) {
            return type.get() + "/" + name.get();
        }
        return name.or(() -> type).orElseGet(() -> String.valueOf(index));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }
}
