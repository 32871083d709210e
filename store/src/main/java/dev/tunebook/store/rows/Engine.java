package dev.tunebook.store.rows;

import java.util.List;
import java.util.function.Function;

/// Runs work against rows.
public interface Engine extends AutoCloseable {

    /// Against one committed state; within [#write], against the writer's own.
    <T> T read(Function<Rows, T> work);

    /// As [#read], for work that is done often: an engine may give the answer it gave for the same key as long as
    /// nothing was committed since.
    ///
    /// @param key says all that the answer depends on beside the rows
    default <T> T readOften(Object key, Function<Rows, T> work) {
        return read(work);
    }

    /// Alone among writers. Returns when it is durable; when the work throws, nothing of it remains. A write
    /// within a write becomes durable with it, and is taken back alone when it throws and the outer one goes on.
    <T> T write(Function<Rows, T> work);

    /// Calls after each commit with the work's effects visible. A listener must not write.
    void afterCommit(CommitListener listener);

    /// What is wrong with how the rows are kept, one sentence each; empty when sound.
    default List<String> check() {
        return List.of();
    }

    /// Waits for work under way.
    @Override
    void close();

    /// Hears which project got a new change.
    interface CommitListener {
        void changed(long projectId);
    }
}
