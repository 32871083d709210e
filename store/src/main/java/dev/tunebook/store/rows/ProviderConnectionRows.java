package dev.tunebook.store.rows;

import dev.tunebook.store.providers.ProviderConnection;
import java.util.List;
import java.util.Optional;

public interface ProviderConnectionRows {
    void put(ProviderConnection connection);

    Optional<ProviderConnection> byId(long id);

    Optional<ProviderConnection> byName(String name);

    /// By name.
    List<ProviderConnection> all();

    void delete(long id);
}
