package dev.tunebook.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One logged step.
///
/// @param step position on the default x axis; never goes back within a run's generation
/// @param time when it was logged, kept to the microsecond
/// @param runtime time since the start of the run, kept to the microsecond
/// @param values what was logged, in the order of logging, without `_step`, `_timestamp` and `_runtime`
public record HistoryRow(long step, Instant time, Duration runtime, Map<String, JsonNode> values) {
    public HistoryRow {
        values = Values.copyOf(values);
    }
}
