package dev.tunebook.store;

import dev.tunebook.store.artifacts.LineageEdge;
import dev.tunebook.store.artifacts.NewUse;
import java.util.List;

/// Which run made and which used which artifact. Edges of deleted runs and artifacts are gone; edges whose
/// other end the viewer may not see are left out.
public interface LineageStore {

    /// Records that a run uses an artifact, once.
    ///
    /// @throws StoreException.Conflict `not_committed`
    void use(Viewer viewer, NewUse use);

    /// Edges of these runs, inputs and outputs, in the order they were made.
    List<LineageEdge> ofRuns(Viewer viewer, Iterable<Long> runIds);

    /// Edges of these artifacts, in the order they were made.
    List<LineageEdge> ofArtifacts(Viewer viewer, Iterable<Long> artifactIds);
}
