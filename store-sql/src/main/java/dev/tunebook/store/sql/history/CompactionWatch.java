package dev.tunebook.store.sql.history;

/// Sees how far a compaction is, so that tests can stop the process there. Called by the compacting thread.
@FunctionalInterface
public interface CompactionWatch {
    CompactionWatch NONE = stage -> {};

    enum Stage {
        /// Groups are written, the transaction is open.
        WRITTEN,
        /// The groups are durable, the journal still has their lines.
        COMMITTED,
        /// The journal's rows are deleted.
        DELETED
    }

    void reached(Stage stage);
}
