package dev.tunebook.store;

import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunsUpdate;
import java.util.List;

/// Changes to many runs at once. Each is one commit: all of the runs change, or none.
public interface BulkRuns {

    /// Puts runs into another project. They keep their storage ids, and with them lines, files, alerts and lineage;
    /// versions they made stay in their projects.
    ///
    /// The old path leads to the run from then on, for whoever may read it where it is, until the project it was in
    /// is deleted; to others it is [StoreException.Gone]. So a program that still writes there loses nothing and
    /// makes no second run, and no other run can take the name.
    ///
    /// Runs meant by name that are in the destination by now were moved before and are left as they are.
    ///
    /// @param runs of one project
    /// @return those that moved, as they are now
    /// @throws StoreException.NotFound for a project the viewer may not see, or a run that is not there
    /// @throws StoreException.Denied when the viewer may not write to both projects
    /// @throws StoreException.Gone for a run meant by name that was deleted
    /// @throws StoreException.Conflict `name_taken` when a name is taken in the destination
    /// @throws StoreException.Invalid `registry` for a registry as destination, `selection` for runs by id
    List<Run> move(Viewer viewer, RunSelection runs, String toEntity, String toProject);

    /// Changes labels and tags.
    ///
    /// @return all that are meant, as they are now
    /// @throws StoreException.NotFound for a project the viewer may not see, or a run that is not there
    /// @throws StoreException.Denied when the viewer may not write to the project of each
    /// @throws StoreException.Gone for a run meant by name or id that was deleted
    /// @throws StoreException.Invalid `display_name` when several runs would get the same
    List<Run> modify(Viewer viewer, RunSelection runs, RunsUpdate update);

    /// Deletes runs as [RunStore#delete] does. Runs meant by name or id that were deleted before stay deleted.
    ///
    /// @return storage ids of all that are meant; those lines are to be dropped
    /// @throws StoreException.NotFound for a project the viewer may not see, or a run that never was there
    /// @throws StoreException.Denied when the viewer may not write to the project of each
    List<Long> delete(Viewer viewer, RunSelection runs, boolean withArtifacts);
}
