package dev.tunebook.store.memory;

import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.rows.ProviderConnectionRows;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryProviderConnectionRows implements ProviderConnectionRows {
    private final Table<Long, ProviderConnection> rows;
    private final Table<Long, ProviderConnection>.Index<String> byName;

    MemoryProviderConnectionRows(Undo undo) {
        rows = new Table<>(undo, ProviderConnection::id);
        byName = rows.by(ProviderConnection::name);
    }

    @Override
    public void put(ProviderConnection connection) {
        rows.put(connection);
    }

    @Override
    public Optional<ProviderConnection> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<ProviderConnection> byName(String name) {
        return byName.one(name);
    }

    @Override
    public List<ProviderConnection> all() {
        return rows.all().stream()
                .sorted(Comparator.comparing(ProviderConnection::name))
                .toList();
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
