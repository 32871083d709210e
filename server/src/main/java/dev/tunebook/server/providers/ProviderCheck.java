package dev.tunebook.server.providers;

import dev.tunebook.server.auth.Secret;
import dev.tunebook.store.providers.ProviderConnection;

/// Asks a service whether a connection works. The server itself speaks to none: whoever starts it brings this.
@FunctionalInterface
public interface ProviderCheck {
    /// Of a server that follows nothing.
    ProviderCheck NONE =
            (connection, key) -> new Outcome(false, "not_followed", "This server was started without a follower.");

    /// @param code stable, for programs: `ok`, `provider_unauthenticated` ...
    /// @param message for people, never with a secret
    record Outcome(boolean works, String code, String message) {}

    /// Within some seconds, whatever the service does.
    Outcome check(ProviderConnection connection, Secret key);
}
