package dev.tunebook.store.history;

import dev.tunebook.model.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one stream request said.
///
/// @param receivedAt counts as the run's heartbeat
/// @param blocks lines, applied in order; the newest [HistoryFile#SUMMARY] line becomes the run's summary
/// @param state the run's state after it, empty to leave it
/// @param exitCode empty to leave it
public record StreamBatch(
        Instant receivedAt, List<LineBlock> blocks, Optional<RunState> state, Optional<Integer> exitCode) {
    public StreamBatch {
        blocks = List.copyOf(blocks);
    }

    /// Lines of a run that is alive, and nothing else.
    public static StreamBatch of(Instant receivedAt, LineBlock... blocks) {
        return new StreamBatch(receivedAt, List.of(blocks), Optional.empty(), Optional.empty());
    }

    /// Whether it says more of the run than its heartbeat and lines.
    public boolean changesRun() {
        return state.isPresent()
                || exitCode.isPresent()
                || blocks.stream().anyMatch(block -> block.file() == HistoryFile.SUMMARY);
    }
}
