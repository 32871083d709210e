package dev.tunebook.store.rows;

import java.util.function.Function;

/// Runs work against rows.
public interface Engine extends AutoCloseable {

    /// Against one committed state; within [#write], against the writer's own.
    <T> T read(Function<Rows, T> work);

    /// Alone among writers. Returns when it is durable; when the work throws, nothing of it remains. A write
    /// within a write joins it.
    <T> T write(Function<Rows, T> work);

    /// Calls after each commit with the work's effects visible.
    void afterCommit(CommitListener listener);

    @Override
    void close();

    /// Hears which project got a new change.
    interface CommitListener {
        void changed(long projectId);
    }
}
