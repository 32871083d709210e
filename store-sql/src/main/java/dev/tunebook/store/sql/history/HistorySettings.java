package dev.tunebook.store.sql.history;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How much a history store may take, and when it compacts.
///
/// @param queueBytes most bytes that wait to be written; beyond it an append is refused as busy
/// @param tailBytes lines of the journal kept in memory; at twice as much, appends wait for compaction
/// @param backlogBytes lines in memory that wait for compaction at which appends wait as well: more would not make it
///     faster, and what stays long in memory costs the more to collect
/// @param journalBytes size of the journal's write-ahead log at which the writer itself empties it
/// @param idle after this long without an append a file is compacted to its last line
/// @param readers connections for reading
/// @param packers threads that pack lines for compaction, beside the compacting thread
/// @param nanos the time, as [System#nanoTime]
/// @param watch is told how far compactions are
public record HistorySettings(
        long queueBytes,
        long tailBytes,
        long backlogBytes,
        long journalBytes,
        Duration idle,
        int readers,
        int packers,
        LongSupplier nanos,
        CompactionWatch watch) {
    private static final long MIB = 1L << 20;

    /// Sizes that suit the memory this process may use.
    public static HistorySettings usual() {
        long memory = Runtime.getRuntime().maxMemory();
        int cores = Runtime.getRuntime().availableProcessors();
        return new HistorySettings(
                Math.clamp(memory / 16, 16 * MIB, 256 * MIB),
                Math.clamp(memory / 8, 32 * MIB, 1024 * MIB),
                Math.clamp(memory / 32, 8 * MIB, 256 * MIB),
                256 * MIB,
                Duration.ofSeconds(30),
                Math.max(4, cores),
                Math.max(1, cores / 2),
                System::nanoTime,
                CompactionWatch.NONE);
    }

    public HistorySettings withTailBytes(long bytes) {
        return new HistorySettings(queueBytes, bytes, backlogBytes, journalBytes, idle, readers, packers, nanos, watch);
    }

    public HistorySettings withBacklogBytes(long bytes) {
        return new HistorySettings(queueBytes, tailBytes, bytes, journalBytes, idle, readers, packers, nanos, watch);
    }

    public HistorySettings withQueueBytes(long bytes) {
        return new HistorySettings(bytes, tailBytes, backlogBytes, journalBytes, idle, readers, packers, nanos, watch);
    }

    public HistorySettings withWatch(CompactionWatch watcher) {
        return new HistorySettings(
                queueBytes, tailBytes, backlogBytes, journalBytes, idle, readers, packers, nanos, watcher);
    }
}
