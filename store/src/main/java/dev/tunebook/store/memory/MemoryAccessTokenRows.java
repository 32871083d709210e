package dev.tunebook.store.memory;

import dev.tunebook.store.rows.AccessTokenRow;
import dev.tunebook.store.rows.AccessTokenRows;
import java.util.List;
import java.util.Optional;

final class MemoryAccessTokenRows implements AccessTokenRows {
    private final Table<Long, AccessTokenRow> rows;
    private final Table<Long, AccessTokenRow>.Index<String> byHash;
    private final Table<Long, AccessTokenRow>.Index<Long> byView;

    MemoryAccessTokenRows(Undo undo) {
        rows = new Table<>(undo, row -> row.token().id());
        byHash = rows.by(AccessTokenRow::sha256);
        byView = rows.by(row -> row.token().viewId());
    }

    @Override
    public void put(AccessTokenRow row) {
        rows.put(row);
    }

    @Override
    public Optional<AccessTokenRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<AccessTokenRow> bySha256(String sha256) {
        return byHash.one(sha256);
    }

    @Override
    public List<AccessTokenRow> ofView(long viewId) {
        return byView.all(viewId);
    }

    @Override
    public List<AccessTokenRow> notSealedBy(String sealedBy) {
        return rows.all().stream()
                .filter(row -> !row.token().secret().sealedBy().equals(sealedBy))
                .toList();
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
