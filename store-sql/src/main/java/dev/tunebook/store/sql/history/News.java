package dev.tunebook.store.sql.history;

import dev.tunebook.model.RunState;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one or more rows of the journal say of a run.
///
/// @param watermark the greatest sequence number among the rows
/// @param sampled whether there are new system metrics
/// @param whenTold to do once the metadata knows
record News(
        long watermark,
        Optional<RunState> state,
        Optional<Integer> exitCode,
        Optional<Instant> heartbeatAt,
        Optional<String> summary,
        boolean sampled,
        List<Runnable> whenTold) {
    static final News NONE =
            new News(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

    static News of(long watermark, StreamBatch batch, List<Runnable> whenTold) {
        Optional<String> summary = Optional.empty();
        boolean sampled = false;
        for (LineBlock block : batch.blocks()) {
            if (block.file() == HistoryFile.SUMMARY && !block.lines().isEmpty()) {
                summary = Optional.of(block.lines().getLast());
            }
            sampled |= block.file() == HistoryFile.EVENTS;
        }
        return new News(
                watermark,
                batch.state(),
                batch.exitCode(),
                Optional.of(batch.receivedAt()),
                summary,
                sampled,
                whenTold);
    }

    /// These and later ones.
    News and(News later) {
        List<Runnable> both = new ArrayList<>(whenTold);
        both.addAll(later.whenTold);
        return new News(
                Math.max(watermark, later.watermark),
                later.state.or(() -> state),
                later.exitCode.or(() -> exitCode),
                later.heartbeatAt.or(() -> heartbeatAt),
                later.summary.or(() -> summary),
                sampled || later.sampled,
                both);
    }
}
