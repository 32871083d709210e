package dev.tunebook.store.artifacts;

import java.util.List;
import java.util.Optional;

/// What to change about a version; empty means leave as is.
///
/// @param ttlSeconds -1 inherited, -2 disabled, above 0 seconds
/// @param aliases the whole new list on the source sequence, as old clients send it
public record ArtifactUpdate(
        long artifactId,
        Optional<String> description,
        Optional<String> metadata,
        Optional<Long> ttlSeconds,
        List<String> tagsToAdd,
        List<String> tagsToDelete,
        Optional<List<String>> aliases) {

    public static ArtifactUpdate of(long artifactId) {
        return new ArtifactUpdate(
                artifactId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
