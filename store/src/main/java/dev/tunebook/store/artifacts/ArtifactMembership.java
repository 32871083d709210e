package dev.tunebook.store.artifacts;

import java.time.Instant;
import java.util.List;

/// An artifact in a collection.
///
/// @param versionIndex numbered per collection
/// @param aliases by name, without `vN`
public record ArtifactMembership(
        long id,
        long collectionId,
        long artifactId,
        int versionIndex,
        List<CollectionAlias> aliases,
        Instant createdAt) {
    public ArtifactMembership {
        aliases = List.copyOf(aliases);
    }
}
