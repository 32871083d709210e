package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The metrics of one training step.
///
/// @param step counts from 1
/// @param time when the provider says it was measured
/// @param metrics by name in the history ([MetricNames#inHistory]), `Long` or `Double`, only the present
/// ones, without
/// the step
public record MetricRow(long step, Optional<Instant> time, Map<String, Number> metrics) {

    public MetricRow {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /// Both rows in one: where both have a metric the later one counts.
    MetricRow with(MetricRow later) {
        Map<String, Number> merged = new LinkedHashMap<>(metrics);
        merged.putAll(later.metrics);
        return new MetricRow(step, later.time.or(() -> time), merged);
    }
}
