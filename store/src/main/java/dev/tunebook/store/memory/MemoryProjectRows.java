package dev.tunebook.store.memory;

import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.ProjectRows;
import java.util.List;
import java.util.Optional;

final class MemoryProjectRows implements ProjectRows {
    private final Table<Long, ProjectRow> rows;
    private final Table<Long, ProjectRow>.Index<Long> byEntity;
    private final Table<Long, ProjectRow>.Index<Pair<Long, String>> byName;

    MemoryProjectRows(Undo undo) {
        rows = new Table<>(undo, row -> row.project().id());
        byEntity = rows.by(row -> row.project().entityId());
        byName = rows.by(row ->
                new Pair<>(row.project().entityId(), Names.folded(row.project().name())));
    }

    @Override
    public void put(ProjectRow row) {
        rows.put(row);
    }

    @Override
    public Optional<ProjectRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<ProjectRow> byName(long entityId, String name) {
        return byName.one(new Pair<>(entityId, Names.folded(name)));
    }

    @Override
    public List<ProjectRow> ofEntity(long entityId) {
        return byEntity.all(entityId);
    }

    @Override
    public List<ProjectRow> all() {
        return rows.all();
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
