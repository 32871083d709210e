package dev.tunebook.store.sql;

import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.DigestAlgorithm;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.ArtifactRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// @param clientIds of artifacts
record SqlArtifactRows(Session session, ClientIds clientIds) implements ArtifactRows {
    private static final Table<ArtifactRow> ARTIFACTS = new Table<>(
            "artifact",
            1,
            "id, sequence_id, project_id, digest, digest_algorithm, state, version_index, description, metadata, tags,"
                    + " ttl_seconds, history_step, size, file_count, manifest_id, created_by_run, created_by_user,"
                    + " created_at, updated_at, aliases, distributed_id",
            cells -> new ArtifactRow(artifact(cells), cells.texts(), cells.optional(Cells::text)),
            SqlArtifactRows::cells);
    private static final Query<ArtifactRow> BY_ID = ARTIFACTS.where("id = ?");
    private static final Query<ArtifactRow> COMMITTED = ARTIFACTS.where(
            "sequence_id = ? AND digest = ? AND state = 'COMMITTED' ORDER BY version_index DESC LIMIT 1");
    private static final Query<ArtifactRow> PENDING =
            ARTIFACTS.where("sequence_id = ? AND distributed_id = ? AND state = 'PENDING' ORDER BY id LIMIT 1");
    private static final Query<ArtifactRow> OF_SEQUENCE = ARTIFACTS.where("sequence_id = ? ORDER BY id");
    private static final Query<ArtifactRow> PENDING_BEFORE =
            ARTIFACTS.where("state = 'PENDING' AND created_at < ? ORDER BY id");
    private static final Query<ArtifactRow> EXPIRED = ARTIFACTS.where(
            "ttl_seconds > 0 AND state = 'COMMITTED' AND created_at + ttl_seconds * 1000000 <= ? ORDER BY id");
    private static final Query<Long> SIZE = new Query<>(
            "SELECT coalesce(sum(stored_bytes.size), 0) FROM artifact"
                    + " JOIN stored_bytes ON stored_bytes.birth_artifact_id = artifact.id"
                    + " WHERE artifact.project_id = ?",
            Cells::number);
    private static final Query<ArtifactRow> CREATED_BY = ARTIFACTS.where("created_by_run = ? ORDER BY id");
    private static final String DELETE = ARTIFACTS.deleteWhere("id = ?");
    private static final String DELETE_MANIFESTS = "DELETE FROM manifest WHERE artifact_id = ?";
    private static final String DELETE_ENTRIES = "DELETE FROM manifest_entry WHERE artifact_id = ?";

    SqlArtifactRows(Session session) {
        this(session, new ClientIds(session, "artifact_client_id", "artifact_id"));
    }

    private static Artifact artifact(Cells cells) throws SQLException {
        return new Artifact(
                cells.number(),
                cells.number(),
                cells.number(),
                cells.text(),
                cells.constant(DigestAlgorithm.class),
                cells.constant(ArtifactState.class),
                cells.optional(Cells::smallNumber),
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.texts(),
                cells.optional(Cells::number),
                cells.optional(Cells::number),
                cells.number(),
                cells.number(),
                cells.optional(Cells::number),
                cells.optional(Cells::number),
                cells.optional(Cells::number),
                cells.instant(),
                cells.optional(Cells::instant));
    }

    private static List<Object> cells(ArtifactRow row) {
        var artifact = row.artifact();
        return List.of(
                artifact.id(),
                artifact.sequenceId(),
                artifact.projectId(),
                artifact.digest(),
                artifact.digestAlgorithm(),
                artifact.state(),
                artifact.versionIndex(),
                artifact.description(),
                artifact.metadata(),
                artifact.tags(),
                artifact.ttlSeconds(),
                artifact.historyStep(),
                artifact.size(),
                artifact.fileCount(),
                artifact.manifestId(),
                artifact.createdByRun(),
                artifact.createdByUser(),
                artifact.createdAt(),
                artifact.updatedAt(),
                row.aliases(),
                row.distributedId());
    }

    @Override
    public void put(ArtifactRow row) {
        session.put(ARTIFACTS, row);
    }

    @Override
    public Optional<ArtifactRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public List<ArtifactRow> byIds(Collection<Long> ids) {
        return ids.stream().distinct().flatMap(id -> byId(id).stream()).toList();
    }

    @Override
    public Optional<ArtifactRow> committed(long sequenceId, String digest) {
        return session.one(COMMITTED, sequenceId, digest);
    }

    @Override
    public Optional<ArtifactRow> pending(long sequenceId, String distributedId) {
        return session.one(PENDING, sequenceId, distributedId);
    }

    @Override
    public List<ArtifactRow> ofSequence(long sequenceId) {
        return session.all(OF_SEQUENCE, sequenceId);
    }

    @Override
    public List<ArtifactRow> pendingBefore(Instant createdAt) {
        return session.all(PENDING_BEFORE, createdAt);
    }

    @Override
    public List<ArtifactRow> expired(Instant now) {
        return session.all(EXPIRED, now);
    }

    @Override
    public List<ArtifactRow> createdBy(long runId) {
        return session.all(CREATED_BY, runId);
    }

    @Override
    public long sizeOf(long projectId) {
        return session.one(SIZE, projectId).orElse(0L);
    }

    @Override
    public void putClientId(String clientId, long artifactId) {
        clientIds.put(clientId, artifactId);
    }

    @Override
    public Optional<Long> byClientId(String clientId) {
        return clientIds.find(clientId);
    }

    @Override
    public void delete(long id) {
        clientIds.deleteOf(id);
        session.execute(DELETE_MANIFESTS, id);
        session.execute(DELETE_ENTRIES, id);
        session.execute(DELETE, id);
    }
}
