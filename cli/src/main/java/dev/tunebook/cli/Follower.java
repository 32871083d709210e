package dev.tunebook.cli;

import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.providers.ProviderConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Follows the jobs of one provider connection until it is stopped: session after session, after a pause where one
/// failed.
final class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final ProviderConnection connection;
    private final Place place;
    private final FollowReport report;
    private final Thread thread;
    private volatile boolean stopped;

    /// What all followers share.
    ///
    /// @param serverUrl where this process reaches the server
    /// @param publicUrl where others do
    /// @param folder for downloads
    record Place(
            ProviderConnections connections,
            ProviderClients clients,
            URI serverUrl,
            URI publicUrl,
            Path folder,
            InstantSource clock) {}

    private Follower(ProviderConnection connection, Place place) {
        this.connection = connection;
        this.place = place;
        this.report = new FollowReport(connection, place.connections(), place.clock(), this::stop);
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("follower-" + connection.name())
                .unstarted(this::run);
    }

    static Follower start(ProviderConnection connection, Place place) {
        Follower follower = new Follower(connection, place);
        follower.thread.start();
        return follower;
    }

    long id() {
        return connection.id();
    }

    /// Whether it follows the connection as it now stands.
    boolean follows(ProviderConnection other) {
        return other.settings().equals(connection.settings()) && other.userId() == connection.userId();
    }

    private void run() {
        int failures = 0;
        while (!stopped) {
            FollowSession session = new FollowSession(connection, place, report, failures);
            try {
                session.run();
                failures = session.left().isEmpty() ? 0 : failures + 1;
            } catch (RuntimeException e) {
                failures++;
                failed(e);
                pause(failures);
            } finally {
                // A session ends by interruption; that is over now, unless it was to stop.
                Thread.interrupted();
            }
        }
    }

    private void failed(RuntimeException e) {
        if (stopped) {
            LOG.log(Level.FINE, "the follower of " + connection.name() + " was stopped", e);
            return;
        }
        try {
            report.failed(e);
        } catch (StoreException full) {
            LOG.log(Level.WARNING, "The status of provider connection " + connection.name() + " is not kept", full);
        }
    }

    private void pause(int failures) {
        try {
            if (!stopped) {
                Thread.sleep(pauseAfter(failures));
            }
        } catch (InterruptedException e) {
            LOG.log(Level.FINE, "the follower of " + connection.name() + " was stopped while it paused", e);
        }
    }

    /// @param failures in a row, from 1
    static Duration pauseAfter(int failures) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /// Returns at once.
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    /// Returns when it has ended, or the time is up.
    void await(Duration time) {
        try {
            if (time.isPositive() && !thread.join(time)) {
                LOG.log(Level.WARNING, "The follower of {0} does not end", connection.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
