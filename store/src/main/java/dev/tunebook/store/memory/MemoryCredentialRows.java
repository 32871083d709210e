package dev.tunebook.store.memory;

import dev.tunebook.store.rows.CredentialRow;
import dev.tunebook.store.rows.CredentialRows;
import java.util.List;
import java.util.Optional;

final class MemoryCredentialRows implements CredentialRows {
    private final Table<Long, CredentialRow> rows;
    private final Table<Long, CredentialRow>.Index<String> byHash;
    private final Table<Long, CredentialRow>.Index<Long> byUser;

    MemoryCredentialRows(Undo undo) {
        rows = new Table<>(undo, row -> row.credential().id());
        byHash = rows.by(CredentialRow::sha256);
        byUser = rows.by(row -> row.credential().userId());
    }

    @Override
    public void put(CredentialRow row) {
        rows.put(row);
    }

    @Override
    public Optional<CredentialRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<CredentialRow> bySha256(String sha256) {
        return byHash.one(sha256);
    }

    @Override
    public List<CredentialRow> ofUser(long userId) {
        return byUser.all(userId);
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
