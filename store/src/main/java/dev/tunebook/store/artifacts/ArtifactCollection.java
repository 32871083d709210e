package dev.tunebook.store.artifacts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A sequence or portfolio.
public record ArtifactCollection(
        long id,
        long projectId,
        CollectionKind kind,
        String type,
        String name,
        Optional<String> description,
        List<String> tags,
        Instant createdAt,
        Optional<Instant> updatedAt) {
    public ArtifactCollection {
        tags = List.copyOf(tags);
    }
}
