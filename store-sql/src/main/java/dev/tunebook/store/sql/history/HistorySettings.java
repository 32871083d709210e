package dev.tunebook.store.sql.history;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How much a history store may take, and when it compacts.
///
/// @param queueBytes most bytes that wait to be written; beyond it an append is refused as busy
/// @param tailBytes lines of the journal kept in memory; at twice as much, appends wait for compaction
/// @param journalBytes size of the journal's write-ahead log at which the writer itself empties it
/// @param idle after this long without an append a file is compacted to its last line
/// @param readers connections for reading
/// @param nanos the time, as [System#nanoTime]
/// @param watch is told how far compactions are
public record HistorySettings(
        long queueBytes,
        long tailBytes,
        long journalBytes,
        Duration idle,
        int readers,
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
                256 * MIB,
                Duration.ofSeconds(30),
                Math.max(4, cores),
                System::nanoTime,
                CompactionWatch.NONE);
    }

    public HistorySettings withTailBytes(long bytes) {
        return new HistorySettings(queueBytes, bytes, journalBytes, idle, readers, nanos, watch);
    }

    public HistorySettings withQueueBytes(long bytes) {
        return new HistorySettings(bytes, tailBytes, journalBytes, idle, readers, nanos, watch);
    }

    public HistorySettings withWatch(CompactionWatch watcher) {
        return new HistorySettings(queueBytes, tailBytes, journalBytes, idle, readers, nanos, watcher);
    }
}
