package dev.tunebook.store.runs;

import dev.tunebook.model.RunState;
import java.time.Instant;
import java.util.Optional;

/// What a run's journal says about its metadata, up to a watermark. Empty means nothing was said.
///
/// @param generation the lines belong to
/// @param watermark grows with each projection of a generation
/// @param summary the whole summary as of the watermark, a JSON object
/// @param systemMetrics the newest value of each `system.*` key, a JSON object
public record RunProjection(
        int generation,
        long watermark,
        Optional<RunState> state,
        Optional<Integer> exitCode,
        Optional<Instant> heartbeatAt,
        Optional<String> summary,
        Optional<String> systemMetrics) {}
