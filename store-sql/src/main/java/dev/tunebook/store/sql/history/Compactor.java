package dev.tunebook.store.sql.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Turns lines of the journal into groups of `history.db`: full groups as they come, the last group of a file when the
/// file has been idle, when memory is short, or when asked. First the groups are durable, then what the rows said of
/// runs has reached their metadata, then the rows are deleted.
final class Compactor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Compactor.class.getName());
    private static final int MOST_FILES = 32;
    private static final Duration LOOK_FOR_IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final HistorySettings settings;
    private final HistoryWriter writer;
    private final Tails tails;
    private final Projections projections;
    private final Committer committer;
    /// Whoever holds it writes `history.db`.
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<TailFile, Boolean> requested = new LinkedHashMap<>();
    /// Rows of the journal that nothing needs any more.
    private final List<Row> deletable = new ArrayList<>();
    private final ExecutorService packers;
    private final Thread thread;
    private boolean closed;

    private record Row(long run, long sequence) {}

    Compactor(
            HistorySettings settings, HistoryWriter writer, Tails tails, Projections projections, Committer committer) {
        this.settings = settings;
        this.writer = writer;
        this.tails = tails;
        this.projections = projections;
        this.committer = committer;
        packers = Executors.newFixedThreadPool(
                settings.packers(),
                Thread.ofPlatform().daemon().name("tunebook-packer-", 0).factory());
        thread = Thread.ofPlatform().daemon().name("tunebook-compactor").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Has the file compacted soon.
    ///
    /// @param wholly to its last line, not only its full groups
    synchronized void request(TailFile file, boolean wholly) {
        if (requested.isEmpty()) {
            notifyAll();
        }
        boolean known = requested.containsKey(file);
        requested.merge(file, wholly, Boolean::logicalOr);
        if (!known && !closed && file.key().file().keyed() && !file.isAbsent()) {
            packers.execute(() -> pack(file));
        }
    }

    /// Packs full groups before their turn to be written comes.
    private void pack(TailFile file) {
        file.view(settings.nanos().getAsLong(), false)
                .groups()
                .values()
                .forEach(group -> group.packing().run());
    }

    private void run() {
        Map<TailFile, Boolean> work = Map.of();
        boolean more = true;
        while (more) {
            try {
                work = next();
                more = !work.isEmpty();
                compact(work);
            } catch (InterruptedException e) {
                more = false;
            } catch (Throwable e) {
                // Whatever it was, the lines are in the journal, and appends wait for this thread when it is behind.
                LOG.log(System.Logger.Level.WARNING, "a compaction failed and will be tried again", e);
                again(work);
            }
        }
    }

    private synchronized void again(Map<TailFile, Boolean> work) {
        try {
            if (!closed) {
                wait(PAUSE_AFTER_FAILURE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        work.forEach((file, wholly) -> requested.merge(file, wholly, Boolean::logicalOr));
    }

    /// Empty when it is time to stop.
    private synchronized Map<TailFile, Boolean> next() throws InterruptedException {
        while (!closed && requested.isEmpty()) {
            wait(LOOK_FOR_IDLE.toMillis());
            if (requested.isEmpty()) {
                long before = settings.nanos().getAsLong() - settings.idle().toNanos();
                tails.idleSince(before).forEach(file -> requested.put(file, true));
            }
        }
        Map<TailFile, Boolean> work = new LinkedHashMap<>();
        if (!closed) {
            requested.entrySet().stream()
                    .limit(MOST_FILES)
                    .forEach(entry -> work.put(entry.getKey(), entry.getValue()));
            requested.keySet().removeAll(work.keySet());
        }
        return work;
    }

    /// Compacts these files now.
    void compact(Map<TailFile, Boolean> files) {
        Map<TailFile, Boolean> left = new LinkedHashMap<>(files);
        while (!left.isEmpty()) {
            Map<TailFile, Map<Integer, Long>> written = new LinkedHashMap<>();
            List<Row> done;
            writing.lock();
            try {
                write(left, written);
                written.forEach((file, watermarks) -> file.compacted(watermarks)
                        .forEach(row -> deletable.add(new Row(file.key().run(), row))));
                done = List.copyOf(deletable);
                deletable.clear();
            } finally {
                writing.unlock();
            }
            forget(done);
        }
        files.forEach((file, wholly) -> {
            if (wholly) {
                tails.retire(file);
            }
        });
    }

    /// Writes as many of the files as make a transaction, and takes those that are done from what is left.
    private void write(Map<TailFile, Boolean> left, Map<TailFile, Map<Integer, Long>> written) {
        GroupMerge merge = new GroupMerge(writer, packers);
        writer.begin();
        boolean committed = false;
        try {
            for (Map.Entry<TailFile, Boolean> each : left.entrySet()) {
                TailFile file = each.getKey();
                if (merge.isFull() || !written.isEmpty() && file.isAbsent() && tails.isCrowded()) {
                    break;
                }
                written.put(file, merge.take(file.key(), tails.view(file, each.getValue()), each.getValue()));
            }
            merge.write();
            settings.watch().reached(CompactionWatch.Stage.WRITTEN);
            writer.commit();
            committed = true;
            settings.watch().reached(CompactionWatch.Stage.COMMITTED);
        } finally {
            if (!committed) {
                writer.rollback();
            }
        }
        writer.checkpoint(settings.journalBytes());
        written.keySet().stream()
                .limit(written.size() - (merge.isFull() ? 1 : 0))
                .forEach(left::remove);
    }

    private void forget(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        boolean deleted = false;
        try {
            rows.stream().map(Row::run).distinct().forEach(projections::flush);
            committer
                    .submit(journal -> {
                        for (Row row : rows) {
                            journal.delete(row.sequence());
                        }
                    })
                    .join();
            deleted = true;
        } finally {
            if (!deleted) {
                keep(rows);
            }
        }
        settings.watch().reached(CompactionWatch.Stage.DELETED);
    }

    /// To be deleted another time.
    private void keep(List<Row> rows) {
        writing.lock();
        try {
            deletable.addAll(rows);
        } finally {
            writing.unlock();
        }
    }

    /// Compacts everything of a run now.
    void compact(long run) {
        Map<TailFile, Boolean> files = new LinkedHashMap<>();
        tails.of(key -> key.run() == run).forEach(file -> files.put(file, true));
        compact(files);
    }

    /// Does other work on `history.db` between compactions, as one transaction.
    void write(Consumer<HistoryWriter> work) {
        writing.lock();
        try {
            writer.begin();
            boolean committed = false;
            try {
                work.accept(writer);
                writer.commit();
                committed = true;
            } finally {
                if (!committed) {
                    writer.rollback();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /// Waits for the compaction under way; none follows by itself.
    void stop() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        packers.shutdown();
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
