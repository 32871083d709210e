package dev.tunebook.store;

import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactUpdate;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.artifacts.NewManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Artifact versions: made pending, filled, committed, changed, deleted.
public interface ArtifactStore {

    /// Begins a version, making project, type and sequence where missing. The same client id again gives the
    /// same artifact; with deduplication, a committed version of the sequence with this digest is returned
    /// instead, the aliases are moved to it and it becomes an output of the run. The same distributed id in a
    /// sequence gives the same pending artifact.
    ///
    /// @throws StoreException.Conflict `type_mismatch` when the collection has another type, `collection_kind`
    ///     when it is a portfolio
    /// @throws dev.tunebook.model.InvalidNameException for a collection, type, alias or tag that may not be
    Artifact create(Viewer viewer, NewArtifact artifact);

    /// Creates the manifest of this name for a pending artifact, or updates its digest and base. Patches add up: each
    /// call begins another.
    ManifestFile putManifest(Viewer viewer, NewManifest manifest);

    /// Ends a pending version: keeps the entries, gives it the next version index of its sequence, sets the
    /// aliases it was created with and `latest`. A committed artifact is returned as it is.
    ///
    /// @throws StoreException.Conflict `incomplete` when an entry's bytes were not stored
    Artifact commit(Viewer viewer, long artifactId, CommittedContent content);

    /// Those of the ids that exist and the viewer may read, through their own project or a collection that
    /// links them.
    List<Artifact> artifacts(Viewer viewer, Iterable<Long> ids);

    /// The artifact a client id stands for, from the moment its [#create] returned.
    Optional<Artifact> byClientId(Viewer viewer, String clientId);

    Artifact update(Viewer viewer, ArtifactUpdate update);

    /// Deletes a version with its links; its version index is not used again and `latest` does not move.
    ///
    /// @throws StoreException.Conflict `has_aliases` when it still has one and `withAliases` is false
    Artifact delete(Viewer viewer, long artifactId, boolean withAliases);

    /// Versions still pending since before this time are given up; they pin no blobs any more. System only; returns
    /// how many.
    int abandonPending(Viewer viewer, Instant before);

    /// Deletes committed versions whose time to live, counted from their creation, is over. What is linked into a
    /// registry or has a protected alias stays. System only; returns how many, at most `most`.
    int expire(Viewer viewer, Instant now, int most);
}
