package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Numbers the changes of a project, in the same commit as the change.
record Journal(Clock clock) {

    /// Microseconds: what every engine keeps exactly.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void changed(Rows rows, long projectId, Change.Kind kind, long objectId) {
        var row = rows.projects()
                .byId(projectId)
                .orElseThrow(() -> new StoreException.NotFound("project " + projectId + " is gone"));
        var at = now();
        var sequence = row.sequence() + 1;
        rows.projects().put(new ProjectRow(touched(row.project(), at), sequence, row.runsMade()));
        rows.changes().put(projectId, new Change(sequence, kind, objectId, at));
    }

    /// A version changed. The run that made it may be in another project, whose table shows what the version says of
    /// a fine-tune.
    void changed(Rows rows, Artifact artifact) {
        changed(rows, artifact.projectId(), Change.Kind.ARTIFACT, artifact.id());
        artifact.createdByRun()
                .flatMap(rows.runs()::byId)
                .filter(run -> !run.deleted() && run.projectId() != artifact.projectId())
                .ifPresent(run -> changed(rows, run.projectId(), Change.Kind.RUN, run.id()));
    }

    private static Project touched(Project project, Instant at) {
        return new Project(
                project.id(),
                project.entityId(),
                project.entity(),
                project.name(),
                project.description(),
                project.sharing(),
                project.settings(),
                project.createdAt(),
                at,
                project.createdBy());
    }
}
