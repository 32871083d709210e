package dev.tunebook.store.rules;

import dev.tunebook.model.RunId;
import dev.tunebook.model.RunPath;
import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.RunStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.runs.OpenedRun;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrigin;
import dev.tunebook.store.runs.RunStatus;
import dev.tunebook.store.runs.RunUpdate;
import dev.tunebook.store.runs.RunUpdate.Selector;
import dev.tunebook.store.runs.RunsUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs.
record RunRules(Engine engine, Journal journal, RunNames names) implements RunStore {

    @Override
    public RunGrant open(Viewer viewer, RunPath path, Access access) {
        return openRun(viewer, path, access).grant();
    }

    private record Asked(Viewer viewer, RunPath path, Access access) {}

    @Override
    public OpenedRun openRun(Viewer viewer, RunPath path, Access access) {
        return engine.readOften(new Asked(viewer, path, access), rows -> {
            var rights = new Rights(rows, viewer);
            var row = ProjectRules.find(
                            rows, rights, path.entity().value(), path.project().value())
                    .flatMap(project -> new RunPlaces(rows, rights)
                            .named(project.id(), path.run().value(), access))
                    .orElseThrow(() -> noRun(path.toString()));
            var project = requireRun(rights, row, access);
            return new OpenedRun(grant(row, project, access), run(row, project));
        });
    }

    @Override
    public RunGrant open(Viewer viewer, long runId, Access access) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            return grant(rights, visible(rows, rights, runId), access);
        });
    }

    private static RunGrant grant(Rights rights, RunRow row, Access access) {
        return grant(row, requireRun(rights, row, access), access);
    }

    private static RunGrant grant(RunRow row, Project project, Access access) {
        return new RunGrant(
                row.id(), row.projectId(), path(row, project), row.status().generation(), access);
    }

    static RunPath path(RunRow row, Project project) {
        return RunPath.of(project.entity(), project.name(), row.name());
    }

    static StoreException noRun(String named) {
        return new StoreException.NotFound("there is no run " + named + " that you may see; check the path");
    }

    /// The run, when the viewer may at least know that it was there.
    static RunRow visible(Rows rows, Rights rights, long runId) {
        return rows.runs()
                .byId(runId)
                .filter(row -> rights.may(row.projectId(), Access.METRICS))
                .orElseThrow(() -> noRun(Long.toString(runId)));
    }

    /// The run of a grant, which may have been deleted since it was given.
    static RunRow live(Rows rows, RunGrant grant) {
        return rows.runs()
                .byId(grant.runId())
                .filter(row -> !row.deleted())
                .orElseThrow(() ->
                        new StoreException.Gone("run " + grant.path() + " was deleted; start a run with another id"));
    }

    /// The project of a run that is there and that the viewer may use so.
    static Project requireRun(Rights rights, RunRow row, Access access) {
        var project = rights.require(row.projectId(), access).project();
        if (row.deleted()) {
            throw new StoreException.Gone("run " + path(row, project) + " was deleted; start a run with another id");
        }
        return project;
    }

    static Run run(RunRow row, Project project) {
        return new Run(
                row.id(),
                row.projectId(),
                path(row, project),
                row.labels(),
                row.origin(),
                row.status(),
                row.config(),
                row.summary(),
                row.systemMetrics(),
                row.userId());
    }

    @Override
    public Upserted<Run> upsert(Viewer viewer, RunUpdate update) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            update.config().ifPresent(Json::parseObject);
            update.summary().ifPresent(Json::parseObject);
            return switch (update.selector()) {
                case Selector.ById(long id) -> {
                    var row = visible(rows, rights, id);
                    yield updated(rows, row, requireRun(rights, row, Access.WRITE), update);
                }
                case Selector.ByName(var entity, var project, var name) -> {
                    var runId = new RunId(name).value();
                    var owner = ProjectRules.findOrMake(rows, journal, rights, entity, project, Optional.empty())
                            .value();
                    var standing =
                            new RunPlaces(rows, rights).named(owner.project().id(), runId, Access.WRITE);
                    yield standing.isPresent()
                            ? updated(rows, standing.get(), requireRun(rights, standing.get(), Access.WRITE), update)
                            : new Upserted<>(create(rows, rights, owner, runId, update), true);
                }
            };
        });
    }

    private Upserted<Run> updated(Rows rows, RunRow row, Project project, RunUpdate update) {
        var now = journal.now();
        var changed = row.withLabels(labels(row.labels(), update.labels()), origin(row.origin(), update.origin()))
                .with(
                        status(row.status(), update),
                        update.config().orElse(row.config()),
                        update.summary().orElse(row.summary()),
                        row.systemMetrics());
        if (changed.equals(row)) {
            return new Upserted<>(run(row, project), false);
        }
        var stamped = changed.withStatus(updatedAt(changed.status(), now));
        rows.runs().put(stamped);
        journal.changed(rows, row.projectId(), Change.Kind.RUN, row.id());
        return new Upserted<>(run(stamped, project), false);
    }

    private RunStatus status(RunStatus old, RunUpdate update) {
        var revived = update.reactivate() && old.state().hasEnded();
        var state = update.state().orElse(revived ? RunState.RUNNING : old.state());
        return new RunStatus(
                state,
                old.stopRequested() && !revived,
                state.hasEnded() ? old.exitCode() : Optional.empty(),
                old.generation(),
                old.watermark(),
                old.createdAt(),
                old.updatedAt(),
                revived ? journal.now() : old.heartbeatAt());
    }

    static RunStatus updatedAt(RunStatus status, java.time.Instant at) {
        return new RunStatus(
                status.state(),
                status.stopRequested(),
                status.exitCode(),
                status.generation(),
                status.watermark(),
                status.createdAt(),
                at,
                status.heartbeatAt());
    }

    static RunRow labelled(RunRow row, RunsUpdate update) {
        var labels = labels(row.labels(), update.labels());
        return row.withLabels(
                new RunLabels(
                        labels.displayName(),
                        labels.description(),
                        labels.notes(),
                        labels.group(),
                        labels.jobType(),
                        update.tags(labels.tags())),
                row.origin());
    }

    private static RunLabels labels(RunLabels old, RunLabels.Update update) {
        return new RunLabels(
                update.displayName().orElse(old.displayName()),
                update.description().or(old::description),
                update.notes().or(old::notes),
                update.group().or(old::group),
                update.jobType().or(old::jobType),
                update.tags().orElse(old.tags()));
    }

    private static RunOrigin origin(RunOrigin old, RunOrigin update) {
        return new RunOrigin(
                update.host().or(old::host),
                update.commit().or(old::commit),
                update.program().or(old::program),
                update.repository().or(old::repository),
                update.sweep().or(old::sweep));
    }

    private Run create(Rows rows, Rights rights, ProjectRow owner, String runId, RunUpdate update) {
        var project = owner.project();
        var number = owner.runsMade() + 1;
        rows.projects().put(new ProjectRow(project, owner.sequence(), number));
        var now = journal.now();
        var unnamed = new RunLabels(
                names.next(number), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        var status =
                new RunStatus(update.state().orElse(RunState.RUNNING), false, Optional.empty(), 0, 0, now, now, now);
        var row = new RunRow(
                rows.newId(),
                project.id(),
                runId,
                labels(unnamed, update.labels()),
                update.origin(),
                status,
                update.config().orElse("{}"),
                update.summary().orElse("{}"),
                Optional.empty(),
                creator(rows, rights, update),
                1,
                false);
        rows.runs().put(row);
        journal.changed(rows, project.id(), Change.Kind.RUN, row.id());
        return run(row, project);
    }

    /// A service account may name the person it works for.
    private static Optional<Long> creator(Rows rows, Rights rights, RunUpdate update) {
        var viewer = rights.userId();
        var mayName = rights.isAdministrator()
                || viewer.flatMap(rows.accounts()::user)
                        .filter(user -> user.service())
                        .isPresent();
        return update.onBehalfOf()
                .filter(name -> mayName)
                .flatMap(name -> AccountRules.find(rows, name))
                .map(user -> user.id())
                .or(() -> viewer);
    }

    @Override
    public Optional<Run> run(Viewer viewer, RunPath path) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            return ProjectRules.find(
                            rows, rights, path.entity().value(), path.project().value())
                    .flatMap(project -> new RunPlaces(rows, rights)
                            .readable(project.id(), path.run().value()))
                    .flatMap(row -> rows.projects().byId(row.projectId()).map(owner -> run(row, owner.project())));
        });
    }

    @Override
    public List<Run> runs(Viewer viewer, Iterable<Long> ids) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var wanted = new ArrayList<Long>();
            ids.forEach(wanted::add);
            return rows.runs().byIds(wanted).stream()
                    .filter(row -> !row.deleted())
                    .flatMap(row -> rows.projects().byId(row.projectId()).stream()
                            .map(ProjectRow::project)
                            .filter(project -> rights.may(project.id(), Access.METRICS))
                            .map(project -> run(row, project)))
                    .toList();
        });
    }

    @Override
    public void delete(Viewer viewer, long runId, boolean withArtifacts) {
        engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            return delete(rows, journal, rights, visible(rows, rights, runId), withArtifacts);
        });
    }

    /// @return whether it had not been deleted before
    static boolean delete(Rows rows, Journal journal, Rights rights, RunRow row, boolean withArtifacts) {
        rights.require(row.projectId(), Access.WRITE);
        if (row.deleted()) {
            return false;
        }
        if (withArtifacts) {
            ArtifactRules.deleteOutputs(rows, journal, rights, row.id());
        }
        new Removal(rows, journal).runBelongings(row.id());
        rows.runs().put(row.tombstone());
        journal.changed(rows, row.projectId(), Change.Kind.RUN, row.id());
        return true;
    }
}
