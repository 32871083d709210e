package dev.tunebook.server.storage;

import dev.tunebook.store.BlobCleanup;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Takes away, hourly and when asked, what nobody needs any more: histories of deleted runs, versions that were begun
/// and left, versions whose time to live is over, and bytes nothing refers to. Bytes are marked first and removed after
/// a grace, so that an operator who finds something missing has time to stop the server and look.
public final class Collector implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Collector.class.getName());
    private static final Viewer SYSTEM = Viewer.system("collector");

    /// After so long nobody comes back to a version.
    static final Duration PENDING_KEPT = Duration.ofDays(7);

    /// After so long no request that began before a run was deleted brings lines of it.
    static final Duration LATE_LINES = Duration.ofMinutes(10);

    private static final int LOOKED_AT_ONCE = 1_000;
    private static final int CHANGED_AT_ONCE = 100;
    private static final long TOLD_EVERY = 100_000;

    private final Store store;
    private final InstantSource clock;
    private final Duration grace;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tunebook-collector").factory());
    private volatile boolean closed;
    private volatile Status status =
            new Status(Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
    private boolean queued;

    /// What the last collection did, or the one under way has done so far.
    ///
    /// @param ended empty while one is under way, and before the first
    /// @param histories of deleted runs that were dropped
    /// @param bytes of the blobs that were looked at
    /// @param marked blobs nothing refers to
    /// @param failure why it ended early
    public record Status(
            Optional<Instant> begun,
            Optional<Instant> ended,
            int histories,
            int abandoned,
            int expired,
            long blobs,
            long bytes,
            int marked,
            int removed,
            long removedBytes,
            Optional<String> failure) {

        public boolean running() {
            return begun.isPresent() && ended.isEmpty();
        }

        private Status dropped(int more) {
            return new Status(
                    begun,
                    ended,
                    histories + more,
                    abandoned,
                    expired,
                    blobs,
                    bytes,
                    marked,
                    removed,
                    removedBytes,
                    failure);
        }

        private Status gone(int nowAbandoned, int nowExpired) {
            return new Status(
                    begun,
                    ended,
                    histories,
                    abandoned + nowAbandoned,
                    expired + nowExpired,
                    blobs,
                    bytes,
                    marked,
                    removed,
                    removedBytes,
                    failure);
        }

        private Status and(BlobCleanup.Looked looked) {
            return new Status(
                    begun,
                    ended,
                    histories,
                    abandoned,
                    expired,
                    blobs + looked.blobs(),
                    bytes + looked.bytes(),
                    marked + looked.marked(),
                    removed,
                    removedBytes,
                    failure);
        }

        private Status and(BlobCleanup.Removed more) {
            return new Status(
                    begun,
                    ended,
                    histories,
                    abandoned,
                    expired,
                    blobs,
                    bytes,
                    marked,
                    removed + more.blobs(),
                    removedBytes + more.bytes(),
                    failure);
        }

        private Status ended(Instant at, Optional<String> why) {
            return new Status(
                    begun,
                    Optional.of(at),
                    histories,
                    abandoned,
                    expired,
                    blobs,
                    bytes,
                    marked,
                    removed,
                    removedBytes,
                    why);
        }
    }

    /// @param grace how long bytes stay marked before they are removed
    public Collector(Store store, InstantSource clock, Duration grace) {
        this.store = store;
        this.clock = clock;
        this.grace = grace;
    }

    public void collectHourly(ScheduledExecutorService background) {
        background.scheduleWithFixedDelay(this::begin, 1, 1, TimeUnit.HOURS);
    }

    public Status status() {
        return status;
    }

    /// Begins a collection, unless one is under way.
    ///
    /// @return its status
    public synchronized Status begin() {
        if (!queued && !closed) {
            queued = true;
            status = new Status(
                    Optional.of(clock.instant()), Optional.empty(), 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
            thread.execute(this::collect);
        }
        return status;
    }

    private void collect() {
        Optional<String> failure = Optional.empty();
        try {
            dropHistories();
            takeVersions();
            removeBytes();
            markBytes();
        } catch (RuntimeException e) {
            // What is done is done; the rest is for the next time.
            failure = Optional.of(String.valueOf(e.getMessage()));
            LOG.log(Level.WARNING, "The collection broke off and will go on within the hour: " + e.getMessage());
        }
        synchronized (this) {
            queued = false;
            status = status.ended(clock.instant(), failure);
        }
        if (status.abandoned() + status.expired() + status.removed() > 0) {
            LOG.log(
                    Level.INFO,
                    "Collected " + status.removed() + " blobs (" + status.removedBytes() + " bytes), "
                            + status.expired() + " expired and " + status.abandoned() + " abandoned versions; "
                            + status.marked() + " of " + status.blobs() + " blobs are marked.");
        }
    }

    private void dropHistories() {
        Instant before = clock.instant().minus(LATE_LINES);
        for (int dropped = CHANGED_AT_ONCE; dropped == CHANGED_AT_ONCE && !closed; ) {
            dropped = store.historyCleanup().drop(SYSTEM, before, CHANGED_AT_ONCE);
            status = status.dropped(dropped);
        }
    }

    private void takeVersions() {
        Instant now = clock.instant();
        status = status.gone(store.artifacts().abandonPending(SYSTEM, now.minus(PENDING_KEPT)), 0);
        for (int expired = CHANGED_AT_ONCE; expired == CHANGED_AT_ONCE && !closed; ) {
            expired = store.artifacts().expire(SYSTEM, now, CHANGED_AT_ONCE);
            status = status.gone(0, expired);
        }
    }

    private void removeBytes() {
        Instant before = clock.instant().minus(grace);
        for (boolean more = true; more && !closed; ) {
            BlobCleanup.Removed removed = store.blobCleanup().remove(SYSTEM, before, CHANGED_AT_ONCE);
            status = status.and(removed);
            more = removed.marks() == CHANGED_AT_ONCE;
        }
    }

    private void markBytes() {
        Optional<String> after = Optional.empty();
        do {
            BlobCleanup.Looked looked = store.blobCleanup().look(SYSTEM, after, LOOKED_AT_ONCE);
            status = status.and(looked);
            after = looked.last();
            if (status.blobs() % TOLD_EVERY == 0 && looked.blobs() > 0) {
                LOG.log(
                        Level.INFO,
                        "Collection: " + status.blobs() + " blobs looked at, " + status.marked() + " marked.");
            }
        } while (after.isPresent() && !closed);
    }

    /// Ends the collection under way after its step.
    @Override
    public void close() {
        closed = true;
        thread.close();
    }
}
