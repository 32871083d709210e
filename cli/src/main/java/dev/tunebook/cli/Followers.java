package dev.tunebook.cli;

import dev.tunebook.server.TunebookServer;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.providers.ProviderConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// One follower for each provider connection that is enabled, from the server's start to its end.
final class Followers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Followers.class.getName());
    /// The whole server has ten seconds to stop.
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final ProviderConnections connections;
    private final Follower.Place place;
    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("followers").factory());
    private final Map<Long, Follower> running = new HashMap<>();

    private Followers(ProviderConnections connections, Follower.Place place) {
        this.connections = connections;
        this.place = place;
    }

    /// Returns at once; followers start behind it.
    static Followers start(TunebookServer server, ProviderClients clients, Path data) {
        Followers followers = new Followers(
                server.providers(),
                new Follower.Place(
                        server.providers(),
                        clients,
                        server.localUrl(),
                        server.url(),
                        data.resolve("following"),
                        InstantSource.system()));
        followers.starter.execute(followers::clear);
        followers.starter.execute(followers::follow);
        server.providers().onChange(followers::changed);
        return followers;
    }

    private void changed() {
        try {
            starter.execute(this::follow);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "a connection changed while the server stops", e);
        }
    }

    /// What a process that was killed had downloaded.
    private void clear() {
        if (!Files.exists(place.folder())) {
            return;
        }
        try (Stream<Path> tree = Files.walk(place.folder())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The folder " + place.folder() + " cannot be cleared", e);
        }
    }

    /// Makes what runs the same as what is enabled. On the starter's thread alone.
    private void follow() {
        try {
            Map<Long, ProviderConnection> wanted = new HashMap<>();
            connections.enabled().forEach(connection -> wanted.put(connection.id(), connection));
            List<Follower> ending = new ArrayList<>();
            synchronized (running) {
                running.values().removeIf(follower -> {
                    ProviderConnection connection = wanted.get(follower.id());
                    boolean stays = connection != null && follower.follows(connection);
                    if (!stays) {
                        ending.add(follower);
                    }
                    return !stays;
                });
            }
            end(ending);
            synchronized (running) {
                if (starter.isShutdown()) {
                    return;
                }
                wanted.values().stream()
                        .filter(connection -> !running.containsKey(connection.id()))
                        .forEach(connection -> running.put(connection.id(), Follower.start(connection, place)));
            }
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "The provider connections cannot be read; they are followed after the next change",
                    e);
        }
    }

    private static void end(List<Follower> followers) {
        followers.forEach(Follower::stop);
        Instant deadline = Instant.now().plus(STOPPING);
        followers.forEach(follower -> follower.await(Duration.between(Instant.now(), deadline)));
    }

    /// Lets go of the runs of jobs that go on; the next start continues them.
    @Override
    public void close() {
        List<Follower> all;
        synchronized (running) {
            starter.shutdownNow();
            all = List.copyOf(running.values());
            running.clear();
        }
        end(all);
    }
}
