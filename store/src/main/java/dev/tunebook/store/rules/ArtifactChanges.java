package dev.tunebook.store.rules;

import dev.tunebook.model.ArtifactTag;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.rows.ArtifactRow;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// How a version looks after each step of its life.
final class ArtifactChanges {
    private static final long INHERITED = -1;

    private ArtifactChanges() {}

    /// @param createdByRun storage id
    static Artifact pending(
            long id,
            long sequenceId,
            long projectId,
            NewArtifact wanted,
            Optional<Long> createdByRun,
            Optional<Long> createdByUser,
            Instant now) {
        return new Artifact(
                id,
                sequenceId,
                projectId,
                wanted.digest(),
                wanted.digestAlgorithm(),
                ArtifactState.PENDING,
                Optional.empty(),
                wanted.description(),
                wanted.metadata(),
                tags(List.of(), wanted.tags(), List.of()),
                wanted.ttlSeconds().filter(seconds -> seconds != INHERITED),
                wanted.historyStep(),
                0,
                0,
                Optional.empty(),
                createdByRun,
                createdByUser,
                now,
                Optional.empty());
    }

    static Artifact committed(
            Artifact old, int versionIndex, CommittedContent content, List<ManifestEntry> entries, long manifestId) {
        return new Artifact(
                old.id(),
                old.sequenceId(),
                old.projectId(),
                content.digest().orElse(old.digest()),
                old.digestAlgorithm(),
                ArtifactState.COMMITTED,
                Optional.of(versionIndex),
                old.description(),
                old.metadata(),
                old.tags(),
                old.ttlSeconds(),
                old.historyStep(),
                entries.stream().mapToLong(ManifestEntry::size).sum(),
                entries.size(),
                Optional.of(manifestId),
                old.createdByRun(),
                old.createdByUser(),
                old.createdAt(),
                Optional.empty());
    }

    /// Whether the version has all of that already. A client that changes the aliases of a link sends the rest back as
    /// it
    /// read it.
    static boolean changesNothing(Artifact old, ArtifactUpdate update) {
        return update.aliases().isEmpty()
                && update.ttlSeconds().isEmpty()
                && update.tagsToAdd().isEmpty()
                && update.tagsToDelete().isEmpty()
                && update.description()
                        .map(text -> text.equals(old.description().orElse("")))
                        .orElse(true)
                && update.metadata()
                        .map(json -> sameJson(json, old.metadata().orElse("{}")))
                        .orElse(true);
    }

    private static boolean sameJson(String one, String other) {
        return Json.parse(one).equals(Json.parse(other));
    }

    static Artifact updated(Artifact old, ArtifactUpdate update, Instant now) {
        var ttl = update.ttlSeconds().isPresent()
                ? update.ttlSeconds().filter(seconds -> seconds != INHERITED)
                : old.ttlSeconds();
        return new Artifact(
                old.id(),
                old.sequenceId(),
                old.projectId(),
                old.digest(),
                old.digestAlgorithm(),
                old.state(),
                old.versionIndex(),
                update.description().or(old::description),
                update.metadata().or(old::metadata),
                tags(old.tags(), update.tagsToAdd(), update.tagsToDelete()),
                ttl,
                old.historyStep(),
                old.size(),
                old.fileCount(),
                old.manifestId(),
                old.createdByRun(),
                old.createdByUser(),
                old.createdAt(),
                Optional.of(now));
    }

    static Artifact deleted(Artifact old, Instant now) {
        return with(old, ArtifactState.DELETED, old.createdByRun(), Optional.of(now));
    }

    static ArtifactRow withoutRun(ArtifactRow row) {
        var artifact = row.artifact();
        return new ArtifactRow(
                with(artifact, artifact.state(), Optional.empty(), artifact.updatedAt()),
                row.aliases(),
                row.distributedId());
    }

    private static Artifact with(
            Artifact old, ArtifactState state, Optional<Long> createdByRun, Optional<Instant> updatedAt) {
        return new Artifact(
                old.id(),
                old.sequenceId(),
                old.projectId(),
                old.digest(),
                old.digestAlgorithm(),
                state,
                old.versionIndex(),
                old.description(),
                old.metadata(),
                old.tags(),
                old.ttlSeconds(),
                old.historyStep(),
                old.size(),
                old.fileCount(),
                old.manifestId(),
                createdByRun,
                old.createdByUser(),
                old.createdAt(),
                updatedAt);
    }

    static List<String> tags(List<String> old, List<String> added, List<String> deleted) {
        var tags = new LinkedHashSet<>(old);
        added.forEach(tag -> tags.add(new ArtifactTag(tag).value()));
        deleted.forEach(tags::remove);
        return List.copyOf(tags);
    }
}
