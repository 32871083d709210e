package dev.tunebook.store.memory;

import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.ArtifactRows;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryArtifactRows implements ArtifactRows {
    private record ClientId(String clientId, long artifactId) {}

    private final MemoryContentRows content;
    private final Table<Long, ArtifactRow> rows;
    private final Table<Long, ArtifactRow>.Index<Long> bySequence;
    private final Table<Long, ArtifactRow>.Index<Pair<Long, String>> byDigest;
    private final Table<Long, ArtifactRow>.Index<Long> byRun;
    private final Table<Long, ArtifactRow>.Index<ArtifactState> byState;
    private final Table<Long, ArtifactRow>.Index<Long> byProject;
    private final Table<String, ClientId> clientIds;
    private final Table<String, ClientId>.Index<Long> clientIdsOf;

    MemoryArtifactRows(Undo undo, MemoryContentRows content) {
        this.content = content;
        rows = new Table<>(undo, row -> row.artifact().id());
        bySequence = rows.by(row -> row.artifact().sequenceId());
        byDigest = rows.by(
                row -> new Pair<>(row.artifact().sequenceId(), row.artifact().digest()));
        byRun = rows.by(row -> row.artifact().createdByRun().orElse(0L));
        byState = rows.by(row -> row.artifact().state());
        byProject = rows.by(row -> row.artifact().projectId());
        clientIds = new Table<>(undo, ClientId::clientId);
        clientIdsOf = clientIds.by(ClientId::artifactId);
    }

    @Override
    public void put(ArtifactRow row) {
        rows.put(row);
    }

    @Override
    public Optional<ArtifactRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public List<ArtifactRow> byIds(Collection<Long> ids) {
        return ids.stream().distinct().flatMap(id -> rows.get(id).stream()).toList();
    }

    @Override
    public Optional<ArtifactRow> committed(long sequenceId, String digest) {
        return byDigest.all(new Pair<>(sequenceId, digest)).stream()
                .filter(row -> row.artifact().state() == ArtifactState.COMMITTED)
                .max(Comparator.comparing(row -> row.artifact().versionIndex().orElse(0)));
    }

    @Override
    public Optional<ArtifactRow> pending(long sequenceId, String distributedId) {
        return bySequence.all(sequenceId).stream()
                .filter(row -> row.artifact().state() == ArtifactState.PENDING
                        && row.distributedId().equals(Optional.of(distributedId)))
                .findFirst();
    }

    @Override
    public List<ArtifactRow> ofSequence(long sequenceId) {
        return bySequence.all(sequenceId);
    }

    @Override
    public List<ArtifactRow> pendingBefore(Instant createdAt) {
        return byState.all(ArtifactState.PENDING).stream()
                .filter(row -> row.artifact().createdAt().isBefore(createdAt))
                .toList();
    }

    @Override
    public List<ArtifactRow> expired(Instant now) {
        return byState.all(ArtifactState.COMMITTED).stream()
                .filter(row -> row.artifact()
                        .ttlSeconds()
                        .filter(seconds -> seconds > 0
                                && !row.artifact()
                                        .createdAt()
                                        .plusSeconds(seconds)
                                        .isAfter(now))
                        .isPresent())
                .toList();
    }

    @Override
    public List<ArtifactRow> createdBy(long runId) {
        return byRun.all(runId);
    }

    @Override
    public long sizeOf(long projectId) {
        return byProject.all(projectId).stream()
                .mapToLong(row -> content.sizeBornUnder(row.artifact().id()))
                .sum();
    }

    @Override
    public void putClientId(String clientId, long artifactId) {
        clientIds.put(new ClientId(clientId, artifactId));
    }

    @Override
    public Optional<Long> byClientId(String clientId) {
        return clientIds.get(clientId).map(ClientId::artifactId);
    }

    @Override
    public void delete(long id) {
        clientIdsOf.all(id).forEach(row -> clientIds.remove(row.clientId()));
        content.deleteOf(id);
        rows.remove(id);
    }
}
