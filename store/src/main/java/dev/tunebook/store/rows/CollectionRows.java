package dev.tunebook.store.rows;

import dev.tunebook.store.artifacts.ArtifactType;
import java.util.List;
import java.util.Optional;

public interface CollectionRows {
    void put(CollectionRow row);

    Optional<CollectionRow> byId(long id);

    Optional<CollectionRow> byName(long projectId, String name);

    List<CollectionRow> ofProject(long projectId);

    void delete(long id);

    void putClientId(String sequenceClientId, long sequenceId);

    Optional<Long> byClientId(String sequenceClientId);

    void put(ArtifactType type);

    Optional<ArtifactType> type(long projectId, String name);

    /// By name.
    List<ArtifactType> typesOf(long projectId);

    void deleteType(long id);
}
