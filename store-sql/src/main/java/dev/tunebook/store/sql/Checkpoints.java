package dev.tunebook.store.sql;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Writes the write-ahead log back into the file from a thread of its own, so that no commit waits for it. While
/// commits come without a pause the log cannot be begun anew from here; when it grows too long the writer is asked to
/// do that between two of them.
final class Checkpoints implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());
    private static final long PAUSE_MILLIS = 500;
    /// 128 MiB.
    private static final long MOST_PAGES = 16 << 10;

    private static final Query<Long> PASSIVE = checkpoint("PASSIVE");
    static final Query<Long> RESTART = checkpoint("RESTART");

    private final Session session;
    private final Runnable tooLong;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tunebook-metadata-checkpoint").factory());

    /// @param tooLong asks the writer to begin the log anew
    Checkpoints(Session session, Runnable tooLong) {
        this.session = session;
        this.tooLong = tooLong;
        thread.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Answers with the pages in the log.
    private static Query<Long> checkpoint(String mode) {
        return new Query<>("PRAGMA wal_checkpoint(" + mode + ")", cells -> {
            cells.number();
            return cells.number();
        });
    }

    private void run() {
        try {
            if (session.one(PASSIVE).orElse(0L) > MOST_PAGES) {
                tooLong.run();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the metadata could not be checkpointed and will be again", e);
        }
    }

    @Override
    public void close() {
        thread.close();
        session.close();
    }
}
