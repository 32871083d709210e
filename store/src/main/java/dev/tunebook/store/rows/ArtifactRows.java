package dev.tunebook.store.rows;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

public interface ArtifactRows {
    void put(ArtifactRow row);

    Optional<ArtifactRow> byId(long id);

    List<ArtifactRow> byIds(Collection<Long> ids);

    /// The newest committed one.
    Optional<ArtifactRow> committed(long sequenceId, String digest);

    /// The pending one.
    Optional<ArtifactRow> pending(long sequenceId, String distributedId);

    List<ArtifactRow> ofSequence(long sequenceId);

    List<ArtifactRow> pendingBefore(Instant createdAt);

    /// Those a run made.
    List<ArtifactRow> createdBy(long runId);

    /// Bytes stored for the first time by versions of the project.
    long sizeOf(long projectId);

    void putClientId(String clientId, long artifactId);

    Optional<Long> byClientId(String clientId);

    /// Row, client ids, manifests and entries; the bytes rows stay.
    void delete(long id);

    /// Committed versions whose time to live is over by now, the oldest first.
    List<ArtifactRow> expired(Instant now);
}
