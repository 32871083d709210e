package dev.tunebook.store.artifacts;

import java.util.List;
import java.util.Optional;

/// A version to begin.
///
/// @param run run id in the same project, which makes it an output of that run
/// @param deduplicate whether an equal committed version may be returned instead
/// @param metadata a JSON object
/// @param ttlSeconds -1 inherited, -2 disabled, above 0 seconds
/// @param clientId resolves to this artifact for ever
public record NewArtifact(
        String entity,
        String project,
        Optional<String> run,
        String type,
        String collection,
        String digest,
        DigestAlgorithm digestAlgorithm,
        boolean deduplicate,
        Optional<String> description,
        Optional<String> metadata,
        List<String> aliases,
        List<String> tags,
        Optional<Long> ttlSeconds,
        Optional<Long> historyStep,
        Optional<String> clientId,
        Optional<String> sequenceClientId,
        Optional<String> distributedId) {
    public NewArtifact {
        aliases = List.copyOf(aliases);
        tags = List.copyOf(tags);
    }

    /// The least that makes a version: deduplicated, with alias `latest`.
    public static NewArtifact of(String entity, String project, String type, String collection, String digest) {
        return new NewArtifact(
                entity,
                project,
                Optional.empty(),
                type,
                collection,
                digest,
                DigestAlgorithm.MANIFEST_MD5,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of("latest"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public NewArtifact withRun(String value) {
        return copy(Optional.of(value), aliases, clientId, distributedId);
    }

    public NewArtifact withAliases(String... values) {
        return copy(run, List.of(values), clientId, distributedId);
    }

    public NewArtifact withClientId(String value) {
        return copy(run, aliases, Optional.of(value), distributedId);
    }

    public NewArtifact withDistributedId(String value) {
        return copy(run, aliases, clientId, Optional.of(value));
    }

    private NewArtifact copy(
            Optional<String> newRun,
            List<String> newAliases,
            Optional<String> newClientId,
            Optional<String> newDistributedId) {
        return new NewArtifact(
                entity,
                project,
                newRun,
                type,
                collection,
                digest,
                digestAlgorithm,
                deduplicate,
                description,
                metadata,
                newAliases,
                tags,
                ttlSeconds,
                historyStep,
                newClientId,
                sequenceClientId,
                newDistributedId);
    }
}
