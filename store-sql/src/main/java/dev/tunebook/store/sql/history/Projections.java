package dev.tunebook.store.sql.history;

import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.runs.RunProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Tells run metadata what the journal says of runs. What streams say of one run is put together until it is told: at
/// once when somebody waits for it, else a little later, so that heartbeats of busy runs cost few commits. What could
/// not be told is told again.
final class Projections implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Projections.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StreamProjector projector;
    private final Function<FileKey, String> systemMetrics;
    private final LongSupplier nanos;
    private final Map<Stream, Pending> pending = new LinkedHashMap<>();
    /// What is being told now.
    private final Map<Stream, Pending> underWay = new LinkedHashMap<>();
    private final Thread thread;
    private boolean closed;

    private record Stream(long run, int generation) {}

    private static final class Pending {
        private final CompletableFuture<Void> told = new CompletableFuture<>();
        private News news;
        private long dueAt;

        Pending(News news, long dueAt) {
            this.news = news;
            this.dueAt = dueAt;
        }
    }

    /// @param systemMetrics of an events file, as JSON
    Projections(StreamProjector projector, Function<FileKey, String> systemMetrics, LongSupplier nanos) {
        this.projector = projector;
        this.systemMetrics = systemMetrics;
        this.nanos = nanos;
        thread = Thread.ofPlatform().daemon().name("tunebook-run-projector").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// @param atOnce or else a little later
    /// @return done when it has reached the metadata
    synchronized CompletableFuture<Void> note(long run, int generation, News news, boolean atOnce) {
        long now = nanos.getAsLong();
        Pending waiting = pending.computeIfAbsent(
                new Stream(run, generation), stream -> new Pending(News.NONE, now + PATIENCE.toNanos()));
        waiting.news = waiting.news.and(news);
        if (atOnce) {
            waiting.dueAt = now;
            notifyAll();
        }
        return waiting.told;
    }

    /// Returns when everything noted of the run so far has reached the metadata.
    void flush(long run) {
        List<CompletableFuture<Void>> told = new ArrayList<>();
        synchronized (this) {
            underWay.forEach((stream, news) -> {
                if (stream.run == run) {
                    told.add(news.told);
                }
            });
            pending.forEach((stream, news) -> {
                if (stream.run == run) {
                    news.dueAt = nanos.getAsLong();
                    told.add(news.told);
                }
            });
            notifyAll();
        }
        told.forEach(Projections::await);
    }

    static void await(CompletableFuture<Void> told) {
        try {
            told.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void run() {
        try {
            while (take()) {
                underWay.forEach(this::tell);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for news that are due; false when there will be none.
    private synchronized boolean take() throws InterruptedException {
        underWay.clear();
        while (true) {
            long now = nanos.getAsLong();
            long next = PATIENCE.toNanos();
            for (Map.Entry<Stream, Pending> each : pending.entrySet()) {
                long left = each.getValue().dueAt - now;
                if (left <= 0 || closed) {
                    underWay.put(each.getKey(), each.getValue());
                } else {
                    next = Math.min(next, left);
                }
            }
            pending.keySet().removeAll(underWay.keySet());
            if (!underWay.isEmpty() || closed) {
                return !underWay.isEmpty();
            }
            wait(Math.max(1, next / 1_000_000));
        }
    }

    private void tell(Stream stream, Pending waiting) {
        try {
            tell(stream.run, stream.generation, waiting.news);
            waiting.told.complete(null);
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "the metadata of run " + stream.run + " is behind its journal", e);
            again(stream, waiting);
            waiting.told.completeExceptionally(e);
        }
    }

    private synchronized void again(Stream stream, Pending failed) {
        long dueAt = nanos.getAsLong() + PATIENCE.toNanos();
        if (!closed) {
            pending.merge(stream, new Pending(failed.news, dueAt), (newer, older) -> {
                newer.news = older.news.and(newer.news);
                return newer;
            });
        }
    }

    /// Tells it now, from this thread.
    void tell(long run, int generation, News news) {
        Optional<String> metrics = news.sampled()
                ? Optional.of(systemMetrics.apply(new FileKey(run, generation, HistoryFile.EVENTS)))
                : Optional.empty();
        projector.project(
                run,
                new RunProjection(
                        generation,
                        news.watermark(),
                        news.state(),
                        news.exitCode(),
                        news.heartbeatAt(),
                        news.summary(),
                        metrics));
        news.whenTold().forEach(Runnable::run);
    }

    /// Tells what is left, then stops.
    @Override
    public void close() {
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
}
