package dev.tunebook.store.sql;

import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.CollectionKind;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.CollectionRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// @param clientIds of sequences
record SqlCollectionRows(Session session, ClientIds clientIds) implements CollectionRows {
    private static final Table<CollectionRow> COLLECTIONS = new Table<>(
            "artifact_collection",
            1,
            "id, project_id, kind, type, name, description, tags, created_at, updated_at, next_version_index",
            cells -> new CollectionRow(collection(cells), cells.smallNumber()),
            row -> List.of(
                    row.collection().id(),
                    row.collection().projectId(),
                    row.collection().kind(),
                    row.collection().type(),
                    row.collection().name(),
                    row.collection().description(),
                    row.collection().tags(),
                    row.collection().createdAt(),
                    row.collection().updatedAt(),
                    row.nextVersionIndex()));
    private static final Query<CollectionRow> BY_ID = COLLECTIONS.where("id = ?");
    private static final Query<CollectionRow> BY_NAME = COLLECTIONS.where("project_id = ? AND name = ?");
    private static final Query<CollectionRow> OF_PROJECT = COLLECTIONS.where("project_id = ? ORDER BY id");
    private static final String DELETE = COLLECTIONS.deleteWhere("id = ?");

    private static final Table<ArtifactType> TYPES = new Table<>(
            "artifact_type",
            1,
            "id, project_id, name, description, created_at",
            cells -> new ArtifactType(
                    cells.number(), cells.number(), cells.text(), cells.optional(Cells::text), cells.instant()),
            type -> List.of(type.id(), type.projectId(), type.name(), type.description(), type.createdAt()));
    private static final Query<ArtifactType> TYPE = TYPES.where("project_id = ? AND name = ?");
    private static final Query<ArtifactType> TYPES_OF = TYPES.where("project_id = ? ORDER BY name");
    private static final String DELETE_TYPE = TYPES.deleteWhere("id = ?");

    SqlCollectionRows(Session session) {
        this(session, new ClientIds(session, "sequence_client_id", "sequence_id"));
    }

    private static ArtifactCollection collection(Cells cells) throws SQLException {
        return new ArtifactCollection(
                cells.number(),
                cells.number(),
                cells.constant(CollectionKind.class),
                cells.text(),
                cells.text(),
                cells.optional(Cells::text),
                cells.texts(),
                cells.instant(),
                cells.optional(Cells::instant));
    }

    @Override
    public void put(CollectionRow row) {
        session.put(COLLECTIONS, row);
    }

    @Override
    public Optional<CollectionRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<CollectionRow> byName(long projectId, String name) {
        return session.one(BY_NAME, projectId, name);
    }

    @Override
    public List<CollectionRow> ofProject(long projectId) {
        return session.all(OF_PROJECT, projectId);
    }

    @Override
    public void delete(long id) {
        clientIds.deleteOf(id);
        session.execute(DELETE, id);
    }

    @Override
    public void putClientId(String sequenceClientId, long sequenceId) {
        clientIds.put(sequenceClientId, sequenceId);
    }

    @Override
    public Optional<Long> byClientId(String sequenceClientId) {
        return clientIds.find(sequenceClientId);
    }

    @Override
    public void put(ArtifactType type) {
        session.put(TYPES, type);
    }

    @Override
    public Optional<ArtifactType> type(long projectId, String name) {
        return session.one(TYPE, projectId, name);
    }

    @Override
    public List<ArtifactType> typesOf(long projectId) {
        return session.all(TYPES_OF, projectId);
    }

    @Override
    public void deleteType(long id) {
        session.execute(DELETE_TYPE, id);
    }
}
