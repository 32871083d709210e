package dev.tunebook.server.providers;

import dev.tunebook.server.auth.InternalKeys;
import dev.tunebook.server.auth.SealingKeys;
import dev.tunebook.server.auth.Secret;
import dev.tunebook.server.auth.UnopenableSecretException;
import dev.tunebook.store.Store;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.providers.FollowStatus;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.providers.ProviderSettings;
import dev.tunebook.store.providers.SealedKey;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// What administrators do with provider connections, and what their followers need.
public final class ProviderConnections {
    private static final System.Logger LOG = System.getLogger(ProviderConnections.class.getName());
    private static final Viewer SYSTEM = Viewer.system("follower");

    private final Store store;
    private final SealingKeys keys;
    private final SettingsChanges changes;
    private final ProviderHosts hosts;
    private final InternalKeys internalKeys;
    private final ProviderCheck check;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private ProviderConnections(
            Store store, SealingKeys keys, ProviderHosts hosts, InternalKeys internalKeys, ProviderCheck check) {
        this.store = store;
        this.keys = keys;
        this.changes = new SettingsChanges(keys, hosts);
        this.hosts = hosts;
        this.internalKeys = internalKeys;
        this.check = check;
    }

    /// Seals anew what older keys sealed.
    ///
    /// @param allowedHosts of private networks that connections may reach
    public static ProviderConnections open(
            Store store, List<String> allowedHosts, SealingKeys keys, InternalKeys internalKeys, ProviderCheck check) {
        ProviderConnections opened =
                new ProviderConnections(store, keys, new ProviderHosts(allowedHosts), internalKeys, check);
        opened.sealAnew();
        return opened;
    }

    // For administrators

    /// Makes the connection, or changes what is given.
    public Upserted<ProviderConnection> put(Viewer viewer, String name, ProviderChange change) {
        Upserted<ProviderConnection> result = store.transaction(() -> store.providerConnections()
                .put(viewer, changes.of(name, store.providerConnections().connection(viewer, name), change)));
        listeners.forEach(Runnable::run);
        return result;
    }

    public List<ProviderConnection> list(Viewer viewer) {
        return store.providerConnections().list(viewer);
    }

    public Optional<ProviderConnection> connection(Viewer viewer, String name) {
        return store.providerConnections().connection(viewer, name);
    }

    /// With its key and its service account. False when there was none.
    public boolean delete(Viewer viewer, String name) {
        boolean was = store.providerConnections().delete(viewer, name);
        listeners.forEach(Runnable::run);
        return was;
    }

    /// Asks the service whether the connection works.
    public ProviderCheck.Outcome check(ProviderConnection connection) {
        Optional<String> objection =
                hosts.objection(connection.settings().address().baseUrl());
        if (objection.isPresent()) {
            return new ProviderCheck.Outcome(false, "host_not_allowed", objection.get());
        }
        try {
            return check.check(connection, opened(connection).apiKey());
        } catch (UnopenableSecretException e) {
            return new ProviderCheck.Outcome(false, "key_unopenable", String.valueOf(e.getMessage()));
        }
    }

    // For followers

    /// What is to be followed now.
    public List<ProviderConnection> enabled() {
        return list(SYSTEM).stream()
                .filter(connection -> connection.settings().enabled())
                .toList();
    }

    /// The connection with its key.
    ///
    /// @throws UnopenableSecretException when that cannot be opened
    public OpenedConnection opened(ProviderConnection connection) {
        ProviderSettings settings = connection.settings();
        return new OpenedConnection(connection, keys.open(settings.key().secret(), SettingsChanges.bound(settings)));
    }

    /// Called after connections were made, changed or deleted. It must return at once.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// How following goes. False when there is nothing to follow any more.
    public boolean report(ProviderConnection connection, FollowStatus status) {
        return store.providerConnections().report(SYSTEM, connection.id(), status);
    }

    /// A key that writes as the connection's service account, until it is taken back.
    public Secret issueKey(ProviderConnection connection) {
        return internalKeys.issue(connection.userId());
    }

    public void takeBack(Secret issued) {
        internalKeys.revoke(issued);
    }

    /// Where connections may lead.
    public ProviderHosts hosts() {
        return hosts;
    }

    /// Seals anew what older keys sealed, so that those can be taken away. What does not open is left to its follower
    /// to
    /// report.
    private void sealAnew() {
        for (ProviderConnection connection : list(SYSTEM)) {
            ProviderSettings settings = connection.settings();
            if (!keys.isSealedByNewest(settings.key().secret())) {
                try {
                    SealedKey anew = new SealedKey(
                            keys.seal(opened(connection).apiKey(), SettingsChanges.bound(settings)),
                            settings.key().ending());
                    store.providerConnections().reseal(SYSTEM, connection.id(), settings.key(), anew);
                } catch (UnopenableSecretException e) {
                    LOG.log(Level.WARNING, "Provider connection {0}: {1}", connection.name(), e.getMessage());
                }
            }
        }
    }
}
