package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.RunConfig;
import dev.tunebook.model.Summary;
import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.sdk.internal.client.RunAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Where a run stands when writing to it begins.
///
/// @param nextLines index of the first line to write, by streamed file
/// @param resumed whether the run was there before
public record RunOpening(
        RunAddress address,
        String displayName,
        boolean resumed,
        long nextStep,
        Duration runtime,
        RunConfig config,
        Summary summary,
        Map<String, Long> nextLines) {

    /// A run nothing is known of yet.
    public static RunOpening fresh(RunAddress address, RunConfig config) {
        return new RunOpening(address, address.run(), false, 0, Duration.ZERO, config, Summary.EMPTY, Map.of());
    }

    public long nextLine(String file) {
        return nextLines.getOrDefault(file, 0L);
    }

    RunOpening with(RunAddress place, String name, RunConfig merged, long historyLines) {
        Map<String, Long> lines = new HashMap<>(nextLines);
        lines.put(FileStreamRequest.HISTORY, Math.max(historyLines, nextLine(FileStreamRequest.HISTORY)));
        return new RunOpening(place, name, resumed, nextStep, runtime, merged, summary, Map.copyOf(lines));
    }
}
