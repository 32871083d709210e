package dev.tunebook.store;

import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.artifacts.CollectionUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Artifact types and the two kinds of collection, browsed and curated. A collection's name is unique in its
/// project across types and kinds.
public interface CollectionStore {

    /// Types of the project with at least one collection; with `includeAll` also those without, by name.
    List<ArtifactType> types(Viewer viewer, long projectId, boolean includeAll);

    /// Idempotent.
    ArtifactType putType(Viewer viewer, long projectId, String name, Optional<String> description);

    Optional<ArtifactCollection> collection(Viewer viewer, long projectId, String name);

    /// Those of the ids the viewer may see, in no particular order.
    List<ArtifactCollection> collections(Viewer viewer, Iterable<Long> ids);

    /// The sequence each of these artifacts belongs to, for whoever may read the artifact: through a link also where
    /// the sequence's own project is closed.
    Map<Long, ArtifactCollection> sequencesOf(Viewer viewer, Iterable<Long> artifactIds);

    /// The sequence a client id of a sequence stands for.
    Optional<ArtifactCollection> byClientId(Viewer viewer, String sequenceClientId);

    Page<ArtifactCollection> list(Viewer viewer, CollectionQuery query, Page.Request page);

    /// Renames, describes, tags or moves to another type.
    ///
    /// @throws StoreException.Conflict `name_taken`
    ArtifactCollection update(Viewer viewer, CollectionUpdate update);

    /// Deletes a sequence with all its versions, or a portfolio with its links.
    ArtifactCollection delete(Viewer viewer, long collectionId);
}
