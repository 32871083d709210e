package dev.tunebook.store.sql.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Writes the journal's write-ahead log back into its file from a connection and a thread of its own, so that commits
/// do not wait for it. While commits come without a pause the log cannot be begun anew from here; when it grows too
/// large the committer is asked to do that.
final class Checkpointer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Checkpointer.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long PAGE = 8192;

    private final Connection connection;
    private final Committer committer;
    private final long mostBytes;
    private final Thread thread;
    private volatile boolean closed;

    Checkpointer(Sqlite journal, Committer committer, long mostBytes) throws SQLException {
        this.connection = journal.writer();
        this.committer = committer;
        this.mostBytes = mostBytes;
        thread =
                Thread.ofPlatform().daemon().name("tunebook-journal-checkpoint").start(this::run);
    }

    /// @return bytes in the log
    static long checkpoint(Connection connection, String mode) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.getLong(2) * PAGE;
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (checkpoint(connection, "PASSIVE") > mostBytes) {
                    committer.emptyLog();
                }
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.WARNING, "the journal could not be checkpointed and will be again", e);
            }
            pause();
        }
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                wait(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "the journal could not be closed: " + e.getMessage());
        }
    }
}
