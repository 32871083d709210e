package dev.tunebook.store.memory;

import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.CollectionRows;
import dev.tunebook.store.rows.Names;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryCollectionRows implements CollectionRows {
    private record ClientId(String clientId, long sequenceId) {}

    private final Table<Long, CollectionRow> rows;
    private final Table<Long, CollectionRow>.Index<Long> byProject;
    private final Table<Long, CollectionRow>.Index<Pair<Long, String>> byName;
    private final Table<String, ClientId> clientIds;
    private final Table<String, ClientId>.Index<Long> clientIdsOf;
    private final Table<Long, ArtifactType> types;
    private final Table<Long, ArtifactType>.Index<Long> typesByProject;

    MemoryCollectionRows(Undo undo) {
        rows = new Table<>(undo, row -> row.collection().id());
        byProject = rows.by(row -> row.collection().projectId());
        byName = rows.by(
                row -> new Pair<>(row.collection().projectId(), row.collection().name()));
        clientIds = new Table<>(undo, ClientId::clientId);
        clientIdsOf = clientIds.by(ClientId::sequenceId);
        types = new Table<>(undo, ArtifactType::id);
        typesByProject = types.by(ArtifactType::projectId);
    }

    @Override
    public void put(CollectionRow row) {
        rows.put(row);
    }

    @Override
    public Optional<CollectionRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<CollectionRow> byName(long projectId, String name) {
        return byName.one(new Pair<>(projectId, name));
    }

    @Override
    public List<CollectionRow> ofProject(long projectId) {
        return byProject.all(projectId);
    }

    @Override
    public void delete(long id) {
        clientIdsOf.all(id).forEach(row -> clientIds.remove(row.clientId()));
        rows.remove(id);
    }

    @Override
    public void putClientId(String sequenceClientId, long sequenceId) {
        clientIds.put(new ClientId(sequenceClientId, sequenceId));
    }

    @Override
    public Optional<Long> byClientId(String sequenceClientId) {
        return clientIds.get(sequenceClientId).map(ClientId::sequenceId);
    }

    @Override
    public void put(ArtifactType type) {
        types.put(type);
    }

    @Override
    public Optional<ArtifactType> type(long projectId, String name) {
        return typesByProject.all(projectId).stream()
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    @Override
    public List<ArtifactType> typesOf(long projectId) {
        return typesByProject.all(projectId).stream()
                .sorted(Comparator.comparing(ArtifactType::name, Names.BY_CODE_POINT))
                .toList();
    }

    @Override
    public void deleteType(long id) {
        types.remove(id);
    }
}
