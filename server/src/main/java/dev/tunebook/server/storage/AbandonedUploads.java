package dev.tunebook.server.storage;

import dev.tunebook.store.BlobStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Clears away uploads that nobody came back for: what broke off, and parts that were never joined.
public final class AbandonedUploads {
    private static final Logger LOG = System.getLogger(AbandonedUploads.class.getName());

    /// Longer than any address for a part works, and than a weekend.
    static final Duration KEPT = Duration.ofDays(7);

    private final BlobStore blobs;
    private final InstantSource clock;

    public AbandonedUploads(BlobStore blobs, InstantSource clock) {
        this.blobs = blobs;
        this.clock = clock;
    }

    public void clearHourly(ScheduledExecutorService background) {
        background.scheduleWithFixedDelay(this::clear, 0, 1, TimeUnit.HOURS);
    }

    void clear() {
        try {
            int discarded = blobs.discardUploads(clock.instant().minus(KEPT));
            if (discarded > 0) {
                LOG.log(Level.INFO, discarded + " uploads were left for " + KEPT.toDays() + " days and are gone.");
            }
        } catch (RuntimeException e) {
            // A disk in trouble is asked again in an hour; the schedule must not end.
            LOG.log(Level.WARNING, "Abandoned uploads could not be cleared: " + e.getMessage());
        }
    }
}
