package dev.tunebook.store.sql;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.rows.Engine.CommitListener;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// The one thread that writes. Writes that wait while a commit is under way share the next one: it takes them from
/// the queue without waiting for more, so that one writer alone pays one sync and many pay one together. Each runs
/// behind a savepoint of its own, so that one that fails takes back only itself.
final class Committer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Committer.class.getName());
    private static final int MOST_IN_A_GROUP = 128;
    private static final String BEGIN = "BEGIN IMMEDIATE";

    private final Session session;
    private final StorageIds ids;
    private final Rows rows;
    private final LinkedBlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Long> changedProjects = new ArrayList<>();
    private final Write<Boolean> last = new Write<>(_ -> true);
    private final Thread thread;
    private boolean closed;
    private boolean inTransaction;
    private volatile long commits;
    private volatile boolean logTooLong;

    Committer(Session session) {
        this.session = session;
        ids = new StorageIds(session);
        rows = SqlRows.writer(session, changedProjects::add, ids::next);
        thread = Thread.ofPlatform().name("tunebook-metadata-writer").start(this::run);
    }

    void afterCommit(CommitListener listener) {
        listeners.add(listener);
    }

    /// Whether the calling thread is inside a write.
    boolean isWriting() {
        return Thread.currentThread() == thread && inTransaction;
    }

    /// Grows with each commit, before anybody is told that it is durable.
    long commits() {
        return commits;
    }

    /// Writes taken on that no commit has begun with.
    int waiting() {
        return queue.size();
    }

    /// What a write sees; for use inside one.
    Rows rows() {
        return rows;
    }

    /// Returns when the work is durable. Inside a write, the work joins it and can still be taken back alone.
    <T> T write(Function<Rows, T> work) {
        if (Thread.currentThread() == thread) {
            return joined(work);
        }
        var write = new Write<>(work);
        enqueue(write);
        return write.answer();
    }

    private <T> T joined(Function<Rows, T> work) {
        if (!inTransaction) {
            throw new IllegalStateException("a commit listener must not write; hand the work to another thread");
        }
        var write = new Write<>(work);
        apply(write);
        write.settle();
        return write.answer();
    }

    private synchronized void enqueue(Write<?> write) {
        if (closed) {
            throw new StoreException.Busy("the store is closed; start the server again");
        }
        queue.add(write);
    }

    private void run() {
        var group = new ArrayList<Write<?>>();
        try {
            do {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, MOST_IN_A_GROUP - 1);
                commit(group);
                if (logTooLong) {
                    beginLogAnew();
                }
            } while (!group.contains(last));
        } catch (InterruptedException _) {
            throw new IllegalStateException("nobody may interrupt the metadata writer");
        }
    }

    /// Has the writer begin the write-ahead log anew, between two commits.
    void logIsTooLong() {
        logTooLong = true;
    }

    private void beginLogAnew() {
        logTooLong = false;
        try {
            session.one(Checkpoints.RESTART);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the log of the metadata could not be begun anew and will be", e);
        }
    }

    private void commit(List<Write<?>> group) {
        changedProjects.clear();
        try {
            session.begin(BEGIN);
            inTransaction = true;
            group.forEach(this::apply);
            ids.keep(session);
            session.commit();
            commits = commits + 1;
            ids.kept();
        } catch (Throwable failure) {
            abandon(group, failure);
            return;
        } finally {
            inTransaction = false;
        }
        new LinkedHashSet<>(changedProjects).forEach(this::tell);
        group.forEach(Write::settle);
    }

    private void apply(Write<?> write) {
        int changedBefore = changedProjects.size();
        session.savepoint();
        if (write.apply(rows)) {
            session.releaseSavepoint();
        } else {
            session.rollbackToSavepoint();
            changedProjects.subList(changedBefore, changedProjects.size()).clear();
        }
    }

    /// Nothing of the group is kept.
    private void abandon(List<Write<?>> group, Throwable failure) {
        try {
            session.rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        group.forEach(write -> write.fail(failure));
    }

    private void tell(long projectId) {
        for (var listener : listeners) {
            try {
                listener.changed(projectId);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a commit listener failed", e);
            }
        }
    }

    /// Waits for what was taken on.
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(last);
            }
        }
        last.answer();
        session.close();
    }
}
