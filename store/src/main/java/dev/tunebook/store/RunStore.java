package dev.tunebook.store;

import dev.tunebook.model.RunPath;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.OpenedRun;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunUpdate;
import java.util.List;
import java.util.Optional;

/// Runs and their metadata. The path a run had before it was moved ([BulkRuns#move]) still leads to it, for whoever
/// may read it where it is.
public interface RunStore {

    /// The key to a run's lines and files, given after the check that the viewer has this access to it.
    ///
    /// @throws StoreException.NotFound when there is no such run for this viewer
    /// @throws StoreException.Gone when the viewer may see the project and the run was deleted, or moved to
    ///     where he may not read
    /// @throws StoreException.Denied when the viewer may read it but not what is asked
    RunGrant open(Viewer viewer, RunPath path, Access access);

    /// As above, with the run itself: what each stream request asks, so made to be asked often.
    OpenedRun openRun(Viewer viewer, RunPath path, Access access);

    /// A grant, by storage id.
    RunGrant open(Viewer viewer, long runId, Access access);

    /// Creates, updates or re-activates a run; the project is made when it is missing. An update without a
    /// state by a viewer brings a run that had ended back to `running` only when [RunUpdate#reactivate] says
    /// so.
    ///
    /// @throws StoreException.NotFound for an unknown storage id or an entity the viewer cannot see
    /// @throws StoreException.Denied when the viewer may not write there
    /// @throws StoreException.Gone when a run of this id was deleted, or moved to where the viewer may not read:
    ///     ids are not given out again
    /// @throws dev.tunebook.model.InvalidNameException for a run id that may not be
    Upserted<Run> upsert(Viewer viewer, RunUpdate update);

    Optional<Run> run(Viewer viewer, RunPath path);

    /// Those of the ids that exist and the viewer may see, in no particular order.
    List<Run> runs(Viewer viewer, Iterable<Long> ids);

    /// Deletes the run, its files and its lineage edges, and its output artifacts where asked, except those in projects
    /// the viewer may not write to. The id stays taken for ever, so that a late writer cannot revive it: writing to
    /// it is [StoreException.Gone]. The lines are dropped by compaction.
    ///
    /// A second call changes nothing.
    ///
    /// @throws StoreException.NotFound when there never was one that the viewer may see
    void delete(Viewer viewer, long runId, boolean withArtifacts);
}
