package dev.tunebook.store.runs;

import dev.tunebook.model.RunState;
import java.time.Instant;
import java.util.Optional;

/// How a run is doing.
///
/// @param generation of its lines; rewind and overwrite start another
/// @param watermark up to where the journal was projected, within the generation
/// @param exitCode of the program, once it ended
public record RunStatus(
        RunState state,
        boolean stopRequested,
        Optional<Integer> exitCode,
        int generation,
        long watermark,
        Instant createdAt,
        Instant updatedAt,
        Instant heartbeatAt) {}
