package dev.tunebook.sdk;

import dev.tunebook.model.SummaryKind;
import dev.tunebook.model.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The metric definitions of a run in the form of its configuration, `_wandb.value.m`: numbered fields,
/// step metrics by 1-based index.
final class MetricDefinitions {
    private static final int STEP_SYNC = 1;
    private static final int HIDDEN = 2;
    private static final int DEFINED = 3;

    private final Map<String, MetricOptions> definitions = new LinkedHashMap<>();
    private final Map<String, Boolean> explicit = new LinkedHashMap<>();

    void define(String name, MetricOptions options) {
        options.stepMetric().ifPresent(step -> {
            definitions.putIfAbsent(step, MetricOptions.DEFAULT);
            explicit.putIfAbsent(step, false);
        });
        definitions.put(name, options);
        explicit.put(name, true);
    }

    boolean isEmpty() {
        return definitions.isEmpty();
    }

    ArrayNode tree() {
        List<String> names = List.copyOf(definitions.keySet());
        ArrayNode list = Json.array();
        definitions.forEach((name, options) -> {
            ObjectNode metric = list.addObject().put(name.contains("*") ? "2" : "1", name);
            options.stepMetric().ifPresent(step -> metric.put("5", names.indexOf(step) + 1));
            ArrayNode flags = metric.putArray("6");
            if (options.stepMetric().isPresent()) {
                flags.add(STEP_SYNC);
            }
            if (options.hidden()) {
                flags.add(HIDDEN);
            }
            if (Boolean.TRUE.equals(explicit.get(name))) {
                flags.add(DEFINED);
            }
            if (!options.summary().isEmpty()) {
                ArrayNode kept = metric.putArray("7");
                options.summary().stream().map(SummaryKind::number).sorted().forEach(kept::add);
            }
            options.goal().ifPresent(goal -> metric.put("8", goal.ordinal() + 1));
        });
        return list;
    }
}
