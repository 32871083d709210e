package dev.tunebook.server.runs;

import dev.tunebook.server.feature.Platform;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Marks runs crashed that have been silent for too long. Silence counts from the later of the last heartbeat and the
/// start of this server, so that a long stop of the server harms no run.
final class SilenceWatch {
    private static final Logger LOG = System.getLogger(SilenceWatch.class.getName());
    private static final Viewer SYSTEM = Viewer.system("silence watch");
    private static final long MOST_SECONDS = 15;

    private final Platform platform;
    private final Duration crashedAfter;

    SilenceWatch(Platform platform, Duration crashedAfter) {
        this.platform = platform;
        this.crashedAfter = crashedAfter;
    }

    void start() {
        long period = Math.clamp(crashedAfter.toSeconds() / 4, 1, MOST_SECONDS);
        platform.background().scheduleWithFixedDelay(this::look, period, period, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            platform.store()
                    .runLifecycle()
                    .markSilent(SYSTEM, platform.clock().instant().minus(crashedAfter), platform.started());
        } catch (StoreException e) {
            // A store that is busy or full now is asked again soon; the schedule must not end.
            LOG.log(Level.WARNING, "Silent runs could not be marked: " + e.getMessage());
        }
    }
}
