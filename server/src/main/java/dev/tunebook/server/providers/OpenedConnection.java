package dev.tunebook.server.providers;

import dev.tunebook.server.auth.Secret;
import dev.tunebook.store.providers.ProviderConnection;

/// A connection with its key in clear, for whoever speaks to the service.
public record OpenedConnection(ProviderConnection connection, Secret apiKey) {}
