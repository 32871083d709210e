package dev.tunebook.server.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tunebook.store.runs.RunGrant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The order in which requests of a run are taken in: one after the other; and which there were lately, so that one
/// that a retry has overtaken is known when it arrives at last.
final class RunStreams {
    /// Runs share a lock only when their ids are equal by this modulus.
    private static final int LOCKS = 1024;
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_SHARED_RUNS = 500;

    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final Cache<Stream, RecentRequests> recent =
            Caffeine.newBuilder().maximumSize(MOST_RUNS).build();
    private final Cache<Stream, WriterLines> writers =
            Caffeine.newBuilder().maximumSize(MOST_SHARED_RUNS).build();

    private record Stream(long run, int generation) {}

    RunStreams() {
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    /// Does it while no other request of the run is being taken in.
    <T> T alone(long run, Supplier<T> work) {
        ReentrantLock lock = locks[(int) (run % LOCKS)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// Places a request's lines among those of the run's writers and stores them. What could not be stored is
    /// forgotten.
    void sharing(RunGrant grant, Supplier<WriterLines> stored, Consumer<WriterLines> work) {
        Stream stream = new Stream(grant.runId(), grant.generation());
        WriterLines lines = Objects.requireNonNull(writers.get(stream, unused -> stored.get()));
        writers.invalidate(stream);
        work.accept(lines);
        writers.put(stream, lines);
    }

    RecentRequests recent(RunGrant grant) {
        return Objects.requireNonNull(
                recent.get(new Stream(grant.runId(), grant.generation()), stream -> new RecentRequests()));
    }
}
