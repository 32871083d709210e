package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import java.util.Optional;

/// Finds runs by the names they have in a project, or had before they were moved out of it. An old name leads to the
/// run for whoever may read it where it is; for others it is taken, and they are not told where to.
record RunPlaces(Rows rows, Rights rights) {

    /// Also a deleted run; empty when there never was one.
    ///
    /// @param access to the project by which the viewer asks
    /// @throws StoreException.Gone when it was moved to where the viewer may not read
    Optional<RunRow> named(long projectId, String name, Access access) {
        return rows.runs()
                .byName(projectId, name)
                .or(() -> rows.movedRuns()
                        .byName(projectId, name)
                        .map(moved -> rows.runs()
                                .byId(moved.runId())
                                .filter(run -> rights.may(run.projectId(), Access.METRICS))
                                .orElseThrow(() -> movedAway(projectId, name, access))));
    }

    private StoreException movedAway(long projectId, String name, Access access) {
        var project = rights.require(projectId, access).project();
        return new StoreException.Gone("run " + project.entity() + "/" + project.name() + "/" + name
                + " was moved out of this project; start a run with another id");
    }

    /// As [#named], empty too where the viewer may not read it, or it was deleted.
    Optional<RunRow> readable(long projectId, String name) {
        return rows.runs()
                .byName(projectId, name)
                .or(() -> rows.movedRuns()
                        .byName(projectId, name)
                        .flatMap(moved -> rows.runs().byId(moved.runId())))
                .filter(run -> !run.deleted() && rights.may(run.projectId(), Access.METRICS));
    }

    /// What stands in the way of a run of this name in the project: one that is there, that was there and was deleted,
    /// or that was moved away and is still found by the name. A name is given to one run only, so that a late
    /// writer never writes into another.
    boolean isTaken(ProjectRow project, RunRow run) {
        var id = project.project().id();
        return rows.runs().byName(id, run.name()).isPresent()
                || rows.movedRuns()
                        .byName(id, run.name())
                        .filter(moved -> moved.runId() != run.id())
                        .isPresent();
    }
}
