package dev.tunebook.store.artifacts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A version of an artifact.
///
/// @param sequenceId the collection it belongs to
/// @param projectId of that sequence
/// @param versionIndex within the sequence, from its commit on
/// @param metadata a JSON object as sent
/// @param ttlSeconds -2 disabled, above 0 seconds, empty inherited
/// @param size of all entries, in bytes; 0 while pending
/// @param manifestId the manifest that holds, from its commit on
/// @param createdByRun the run that made it, while that exists
public record Artifact(
        long id,
        long sequenceId,
        long projectId,
        String digest,
        DigestAlgorithm digestAlgorithm,
        ArtifactState state,
        Optional<Integer> versionIndex,
        Optional<String> description,
        Optional<String> metadata,
        List<String> tags,
        Optional<Long> ttlSeconds,
        Optional<Long> historyStep,
        long size,
        long fileCount,
        Optional<Long> manifestId,
        Optional<Long> createdByRun,
        Optional<Long> createdByUser,
        Instant createdAt,
        Optional<Instant> updatedAt) {
    public Artifact {
        tags = List.copyOf(tags);
    }
}
