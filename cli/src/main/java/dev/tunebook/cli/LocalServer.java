package dev.tunebook.cli;

import dev.tunebook.server.ServerConfig;
import dev.tunebook.server.StoreNeeds;
import dev.tunebook.server.TunebookServer;
import dev.tunebook.server.providers.ProviderHosts;
import dev.tunebook.store.Store;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.sql.SqlStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/// A server in this process, with its store in a folder and the followers of its provider connections.
final class LocalServer implements AutoCloseable {

    private final Store store;
    private final TunebookServer server;
    private final Followers followers;

    private LocalServer(Store store, TunebookServer server, Followers followers) {
        this.store = store;
        this.server = server;
        this.followers = followers;
    }

    /// @throws PortTaken when somebody else listens there
    static LocalServer start(ServerConfig config) {
        StoreSettings settings = StoreNeeds.settings(Clock.systemUTC(), new SecureRandom());
        Store store = SqlStore.open(config.data(), settings);
        try {
            ProviderClients clients =
                    new ProviderClients(new ProviderHosts(config.providers().hosts()));
            TunebookServer server = TunebookServer.start(config, store, clients);
            return new LocalServer(store, server, Followers.start(server, clients, config.data()));
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

    /// Lets followers leave the runs they write and running requests end, then closes the store.
    @Override
    public void close() {
        try {
            followers.close();
            server.close();
        } finally {
            store.close();
        }
    }
}
