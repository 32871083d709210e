package dev.tunebook.finetune.format;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A snapshot a job kept: usually the last three epochs; the newest one is the tuned model itself.
///
/// @param model name under which the snapshot can be used
/// @param step the step it was taken at
/// @param metrics by name in the history, numbers only
public record FineTuneCheckpoint(
        String id,
        Optional<Instant> createdAt,
        Optional<String> jobId,
        String model,
        long step,
        Map<String, Number> metrics,
        RawJson raw) {

    /// Parses one checkpoint.
    ///
    /// @throws FormatException if the text is not a JSON object or has no `id`
    public static FineTuneCheckpoint parse(String text) {
        return of(RawJson.parse("checkpoint", text));
    }

    /// Reads a checkpoint out of an object.
    ///
    /// @throws FormatException `missing_field` without an `id`
    public static FineTuneCheckpoint of(RawJson raw) {
        ObjectNode checkpoint = raw.tree();
        Map<String, Number> metrics = new LinkedHashMap<>(MetricTree.flatten(checkpoint.path("metrics")));
        metrics.remove("step");
        return new FineTuneCheckpoint(
                Fields.required(raw, "checkpoint", "id"),
                Fields.instant(checkpoint, "created_at"),
                Fields.filledText(checkpoint, "fine_tuning_job_id"),
                Fields.text(checkpoint, "fine_tuned_model_checkpoint").orElse(""),
                Fields.integer(checkpoint, "step_number")
                        .orElseGet(() -> Fields.integer(checkpoint.path("metrics"), "step")
                                .orElse(0)),
                Collections.unmodifiableMap(metrics),
                raw);
    }
}
