package dev.tunebook.store.sql.history;

import dev.tunebook.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The one thread that writes the journal. It takes what waits without waiting for more: one writer pays one sync, many
/// share one.
final class Committer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Committer.class.getName());
    private static final int MOST_IN_A_GROUP = 128;

    private final JournalWriter journal;
    private final long mostQueued;
    private final Consumer<Append> committed;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final Thread thread;
    private boolean closed;
    private volatile boolean emptyLog;
    private volatile Optional<RuntimeException> broken = Optional.empty();

    private sealed interface Work {}

    private record Write(Append append, long memory) implements Work {}

    /// Other work within the next commit.
    private record Also(Chore chore, CompletableFuture<Void> done) implements Work {}

    private record Last() implements Work {}

    interface Chore {
        void run(JournalWriter journal);
    }

    /// @param committed told of each append that is durable, in order, before whoever waits for it
    Committer(JournalWriter journal, long mostQueued, Consumer<Append> committed) {
        this.journal = journal;
        this.mostQueued = mostQueued;
        this.committed = committed;
        thread = Thread.ofPlatform().name("tunebook-journal-writer").start(this::run);
    }

    /// Puts the append into the queue; see [Append#durable].
    void submit(Append append) {
        long memory = append.memory();
        long all = queued.addAndGet(memory);
        if (all > mostQueued && all > memory) {
            queued.addAndGet(-memory);
            throw new StoreException.Busy(
                    "the journal has " + (all - memory) + " bytes waiting to be written; send again in a moment");
        }
        enqueue(new Write(append, memory));
    }

    CompletableFuture<Void> submit(Chore chore) {
        Also work = new Also(chore, new CompletableFuture<>());
        enqueue(work);
        return work.done;
    }

    long queuedBytes() {
        return queued.get();
    }

    private synchronized void enqueue(Work work) {
        if (closed) {
            throw new StoreException.Busy("the store is closed; start the server again");
        }
        queue.add(work);
    }

    /// Has the write-ahead log written back and begun anew after the next commit.
    void emptyLog() {
        emptyLog = true;
    }

    private void run() {
        List<Work> group = new ArrayList<>();
        try {
            do {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, MOST_IN_A_GROUP - 1);
                commit(group);
            } while (!(group.getLast() instanceof Last));
        } catch (Throwable failure) {
            LOG.log(System.Logger.Level.ERROR, "the journal's writer has ended; start the server again", failure);
            end(failure);
        }
    }

    /// Nobody waits for a thread that is gone.
    private synchronized void end(Throwable failure) {
        closed = true;
        List<Work> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(work -> fail(work, failure));
    }

    private void commit(List<Work> group) {
        try {
            if (broken.isPresent()) {
                throw broken.get();
            }
            journal.begin();
            for (Work work : group) {
                apply(work);
            }
            journal.commit();
        } catch (Throwable failure) {
            abandon(group, failure);
            return;
        }
        for (Work work : group) {
            settle(work);
        }
        if (emptyLog) {
            emptyLog = false;
            journal.emptyLog();
        }
    }

    private void apply(Work work) {
        switch (work) {
            case Write(Append append, long memory) -> {
                List<JournalRow> rows = append.rows(journal);
                for (int i = 0; i < rows.size(); i++) {
                    byte[] content = rows.get(i).file().isPresent()
                            ? append.pieces().get(i).content()
                            : new byte[0];
                    journal.insert(rows.get(i), content);
                }
            }
            case Also(Chore chore, CompletableFuture<Void> done) -> chore.run(journal);
            case Last() -> {}
        }
    }

    private void settle(Work work) {
        switch (work) {
            case Write(Append append, long memory) -> {
                queued.addAndGet(-memory);
                try {
                    committed.accept(append);
                    append.durable().complete(append.sequence());
                } catch (RuntimeException | Error e) {
                    append.durable().completeExceptionally(e);
                }
            }
            case Also(Chore chore, CompletableFuture<Void> done) -> done.complete(null);
            case Last() -> {}
        }
    }

    /// Nothing of the group is kept, and whoever waits for it is told. After a failure that leaves unknown what the
    /// device has, nothing is taken on any more until the store is opened anew.
    private void abandon(List<Work> group, Throwable failure) {
        try {
            journal.rollback();
            if (failure instanceof RuntimeException known && Sqlite.isFatal(known)) {
                broken = Optional.of(known);
            }
        } catch (Throwable e) {
            failure.addSuppressed(e);
            broken = Optional.of(new IllegalStateException(
                    "the journal could not take a failed write back; start the server again", failure));
        }
        group.forEach(work -> fail(work, failure));
    }

    private void fail(Work work, Throwable failure) {
        switch (work) {
            case Write(Append append, long memory) -> {
                queued.addAndGet(-memory);
                append.durable().completeExceptionally(failure);
            }
            case Also(Chore chore, CompletableFuture<Void> done) -> done.completeExceptionally(failure);
            case Last() -> {}
        }
    }

    /// Waits for what was taken on.
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(new Last());
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
