package dev.tunebook.store.rules;

import dev.tunebook.store.BulkRuns;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.index.IndexPart;
import dev.tunebook.store.index.RunIndexes;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.MovedRun;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunSelection;
import dev.tunebook.store.runs.RunsUpdate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Changes to many runs.
record BulkRunRules(Engine engine, Journal journal, RunIndexes indexes) implements BulkRuns {
    /// How often a search is repeated because something in the project changed meanwhile.
    private static final int TRIES = 3;

    private static final int NAMED = 3;

    /// What is done within the write.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    private interface Work<T> {
        T on(Rows rows, Rights rights, List<RunRow> runs);
    }

    /// @param sequence of the project when they were found
    private record Found(List<Long> ids, long sequence) {}

    /// The index answers beside the writer: within it, it would have to be built anew.
    private <T> T done(Viewer viewer, RunSelection selection, Work<T> work) {
        if (selection instanceof RunSelection.Matching matching) {
            for (int i = 0; i < TRIES; i++) {
                var found = engine.read(rows -> found(rows, new Rights(rows, viewer), matching));
                var done = engine.write(rows -> asFound(rows, new Rights(rows, viewer), matching, found)
                        .map(runs -> work.on(rows, new Rights(rows, viewer), runs)));
                if (done.isPresent()) {
                    return done.get();
                }
            }
        }
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            return work.on(rows, rights, selected(rows, rights, selection));
        });
    }

    private Found found(Rows rows, Rights rights, RunSelection.Matching matching) {
        var project = requireProject(rows, rights, matching.entity(), matching.project());
        var filter = matching.filter();
        var index = indexes.of(rows, project.project().id(), IndexPart.of(filter.keys()));
        return new Found(index.matching(filter), project.sequence());
    }

    /// Empty when something has changed since.
    private static Optional<List<RunRow>> asFound(
            Rows rows, Rights rights, RunSelection.Matching matching, Found found) {
        return requireProject(rows, rights, matching.entity(), matching.project())
                                .sequence()
                        == found.sequence()
                ? Optional.of(rows.runs().byIds(found.ids()))
                : Optional.empty();
    }

    /// Deleted ones too, where they are meant one by one.
    private List<RunRow> selected(Rows rows, Rights rights, RunSelection selection) {
        return switch (selection) {
            case RunSelection.Matching matching ->
                rows.runs().byIds(found(rows, rights, matching).ids());
            case RunSelection.Ids(var ids) ->
                ids.stream()
                        .distinct()
                        .map(id -> RunRules.visible(rows, rights, id))
                        .toList();
            case RunSelection.Names(var entity, var project, var names) -> {
                var owner = requireProject(rows, rights, entity, project).project();
                yield names.stream()
                        .distinct()
                        .map(name -> rows.runs()
                                .byName(owner.id(), name)
                                .orElseThrow(() -> RunRules.noRun(entity + "/" + project + "/" + name)))
                        .toList();
            }
        };
    }

    /// With write access.
    private static ProjectRow requireProject(Rows rows, Rights rights, String entity, String name) {
        var named = entity + "/" + name;
        var project = ProjectRules.find(rows, rights, entity, name)
                .orElseThrow(() -> new StoreException.NotFound(
                        "there is no project " + named + " that you may see; check the spelling, or make it first"));
        return rights.require(project.id(), Access.WRITE);
    }

    @Override
    public List<Run> move(Viewer viewer, RunSelection selection, String toEntity, String toProject) {
        return switch (selection) {
            case RunSelection.Ids _ ->
                throw new StoreException.Invalid(
                        "selection", "runs are moved out of one project; name it, and the runs by name or filter");
            case RunSelection.Matching matching ->
                done(
                        viewer,
                        matching,
                        (rows, rights, runs) ->
                                moved(rows, rights, runs, requireDestination(rows, rights, toEntity, toProject)));
            case RunSelection.Names names ->
                engine.write(rows -> {
                    var rights = new Rights(rows, viewer);
                    var to = requireDestination(rows, rights, toEntity, toProject);
                    return moved(rows, rights, selected(rows, rights, without(rows, rights, names, to)), to);
                });
        };
    }

    private static ProjectRow requireDestination(Rows rows, Rights rights, String entity, String name) {
        var row = requireProject(rows, rights, entity, name);
        if (row.project().isRegistry()) {
            throw new StoreException.Invalid(
                    "registry", "project " + name + " is a registry, which holds no runs; name another project");
        }
        return row;
    }

    /// The names that were not moved there before.
    private static RunSelection.Names without(Rows rows, Rights rights, RunSelection.Names names, ProjectRow to) {
        var from = requireProject(rows, rights, names.entity(), names.project())
                .project()
                .id();
        var left = names.names().stream()
                .filter(name -> rows.movedRuns()
                        .byName(from, name)
                        .flatMap(moved -> rows.runs().byId(moved.runId()))
                        .filter(run -> run.projectId() == to.project().id())
                        .isEmpty())
                .toList();
        return new RunSelection.Names(names.entity(), names.project(), left);
    }

    private List<Run> moved(Rows rows, Rights rights, List<RunRow> runs, ProjectRow to) {
        var destination = to.project();
        var leaving = runs.stream()
                .filter(run -> {
                    RunRules.requireRun(rights, run, Access.WRITE);
                    return run.projectId() != destination.id();
                })
                .toList();
        requireFree(new RunPlaces(rows, rights), leaving, to);
        leaving.forEach(run -> {
            rows.runs().move(run.id(), destination.id());
            rows.movedRuns().delete(destination.id(), run.name());
            rows.movedRuns().put(new MovedRun(run.projectId(), run.name(), run.id()));
            journal.changed(rows, run.projectId(), Change.Kind.RUN, run.id());
            journal.changed(rows, destination.id(), Change.Kind.RUN, run.id());
        });
        return leaving.stream()
                .map(run -> RunRules.run(run.withProject(destination.id()), destination))
                .toList();
    }

    private static void requireFree(RunPlaces places, List<RunRow> leaving, ProjectRow to) {
        var taken = leaving.stream().filter(run -> places.isTaken(to, run)).toList();
        if (taken.isEmpty()) {
            return;
        }
        var names = taken.stream().limit(NAMED).map(RunRow::name).collect(Collectors.joining(", "));
        var more = taken.size() > NAMED ? " and " + (taken.size() - NAMED) + " more" : "";
        throw new StoreException.Conflict(
                "name_taken",
                to.project().entity() + "/" + to.project().name() + " has, or had, a run " + names + more
                        + ", and ids of runs are given once; nothing was moved: leave "
                        + (taken.size() == 1 ? "it" : "them") + " out, or choose another project");
    }

    @Override
    public List<Run> modify(Viewer viewer, RunSelection selection, RunsUpdate update) {
        return done(viewer, selection, (rows, rights, runs) -> {
            if (runs.size() > 1 && update.labels().displayName().isPresent()) {
                throw new StoreException.Invalid(
                        "display_name",
                        "a display name is for one run, and " + runs.size() + " are meant; change them one by one");
            }
            return runs.stream().map(run -> modified(rows, rights, run, update)).toList();
        });
    }

    private Run modified(Rows rows, Rights rights, RunRow run, RunsUpdate update) {
        var project = RunRules.requireRun(rights, run, Access.WRITE);
        var changed = RunRules.labelled(run, update);
        if (changed.equals(run)) {
            return RunRules.run(run, project);
        }
        var stamped = changed.withStatus(RunRules.updatedAt(changed.status(), journal.now()));
        rows.runs().put(stamped);
        journal.changed(rows, run.projectId(), Change.Kind.RUN, run.id());
        return RunRules.run(stamped, project);
    }

    @Override
    public List<Long> delete(Viewer viewer, RunSelection selection, boolean withArtifacts) {
        return done(viewer, selection, (rows, rights, runs) -> {
            runs.forEach(run -> RunRules.delete(rows, journal, rights, run, withArtifacts));
            return runs.stream().map(RunRow::id).toList();
        });
    }
}
