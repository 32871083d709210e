package dev.tunebook.conformance;

import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.StoreNeeds;
import dev.tunebook.server.TunebookServer;
import dev.tunebook.server.auth.FirstStart;
import dev.tunebook.store.Store;
import dev.tunebook.store.sql.SqlStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/// A server as `tunebook serve` starts it, in this process, over a store in a folder.
final class ServerUnderTest implements AutoCloseable {
    /// The first administrator's key. Older clients take keys of forty characters, behind a dash if there is one.
    static final String KEY = "conformance-" + "0123456789".repeat(4);

    /// Its user, and the entity of his runs.
    static final String USER = FirstStart.ADMINISTRATOR;

    private final Store store;
    private final TunebookServer server;

    private ServerUnderTest(Path data, int port) {
        store = SqlStore.open(data, StoreNeeds.settings(Clock.systemUTC(), new SecureRandom()));
        server = TunebookServer.start(
                ServerConfig.of(Map.of(
                        "port",
                        Integer.toString(port),
                        "data",
                        data.toString(),
                        "admin-key",
                        KEY,
                        // The checks send wrong keys on purpose.
                        "wrong-keys-per-minute",
                        "1000")),
                store);
    }

    static ServerUnderTest start(Path data) {
        return new ServerUnderTest(data, 0);
    }

    String url() {
        return server.url().toString();
    }

    Target target() {
        return new Target(url(), KEY, USER);
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }

    /// Serves until it is killed, to try a script by hand: prints the address and the key.
    ///
    /// @param arguments folder and port
    public static void main(String[] arguments) throws InterruptedException {
        ServerUnderTest server = new ServerUnderTest(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println(server.url() + " " + KEY);
        Thread.currentThread().join();
    }
}
