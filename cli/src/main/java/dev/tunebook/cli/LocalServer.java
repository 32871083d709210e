package dev.tunebook.cli;

import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.StoreNeeds;
import dev.tunebook.server.TunebookServer;
import dev.tunebook.store.Store;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.sql.SqlStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/// A server in this process, with its store in a folder.
final class LocalServer implements AutoCloseable {

    private final Store store;
    private final TunebookServer server;

    private LocalServer(Store store, TunebookServer server) {
        this.store = store;
        this.server = server;
    }

    /// @throws PortTaken when somebody else listens there
    static LocalServer start(ServerConfig config) {
        StoreSettings settings = StoreNeeds.settings(Clock.systemUTC(), new SecureRandom());
        Store store = SqlStore.open(config.data(), settings);
        try {
            return new LocalServer(store, TunebookServer.start(config, store));
        } catch (RuntimeException e) {
            store.close();
            if (PortTaken.causes(e)) {
                throw new PortTaken(config.network().host(), config.network().port(), e);
            }
            throw e;
        }
    }

    TunebookServer server() {
        return server;
    }

    URI url() {
        return server.url();
    }

    /// Lets running requests end, then closes the store.
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            store.close();
        }
    }
}
