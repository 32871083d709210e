package dev.tunebook.store.rules;

import dev.tunebook.model.RunState;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.HistoryGrants;
import dev.tunebook.store.RunLifecycle;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunGrant;
import dev.tunebook.store.runs.RunProjection;
import dev.tunebook.store.runs.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The life of a run.
record RunLifecycleRules(Engine engine, Journal journal) implements RunLifecycle {
    private static final Map<RunState, Set<RunState>> BY_HAND = Map.of(
            RunState.PENDING, Set.of(RunState.RUNNING, RunState.FAILED, RunState.CRASHED, RunState.PREEMPTED),
            RunState.FAILED, Set.of(RunState.PENDING, RunState.RUNNING));

    @Override
    public boolean project(Viewer viewer, long runId, RunProjection projection) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireSystem("project a journal");
            var row = rows.runs().byId(runId).filter(found -> !found.deleted() && isNews(found.status(), projection));
            row.ifPresent(found -> {
                var status = projected(found.status(), projection);
                rows.runs()
                        .putProgress(found.with(
                                status,
                                found.config(),
                                projection.summary().orElse(found.summary()),
                                projection.systemMetrics().or(found::systemMetrics)));
                journal.changed(rows, found.projectId(), Change.Kind.RUN, runId);
            });
            return row.isPresent();
        });
    }

    private static boolean isNews(RunStatus status, RunProjection projection) {
        return projection.generation() == status.generation() && projection.watermark() > status.watermark();
    }

    private RunStatus projected(RunStatus old, RunProjection projection) {
        var state = projection.state().orElse(old.state());
        var heartbeat = projection
                .heartbeatAt()
                .filter(at -> at.isAfter(old.heartbeatAt()))
                .orElse(old.heartbeatAt());
        return new RunStatus(
                state,
                old.stopRequested(),
                state.hasEnded() ? projection.exitCode().or(old::exitCode) : Optional.empty(),
                old.generation(),
                projection.watermark(),
                old.createdAt(),
                journal.now(),
                heartbeat);
    }

    @Override
    public Run stop(Viewer viewer, long runId) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var row = RunRules.visible(rows, rights, runId);
            var project = RunRules.requireRun(rights, row, Access.WRITE);
            if (row.status().state().hasEnded() || row.status().stopRequested()) {
                return RunRules.run(row, project);
            }
            var old = row.status();
            return RunRules.run(
                    saved(
                            rows,
                            row,
                            new RunStatus(
                                    old.state(),
                                    true,
                                    old.exitCode(),
                                    old.generation(),
                                    old.watermark(),
                                    old.createdAt(),
                                    journal.now(),
                                    old.heartbeatAt())),
                    project);
        });
    }

    private RunRow saved(Rows rows, RunRow row, RunStatus status) {
        var changed = row.withStatus(status);
        rows.runs().putProgress(changed);
        journal.changed(rows, row.projectId(), Change.Kind.RUN, row.id());
        return changed;
    }

    private RunStatus in(RunState state, RunStatus old) {
        return new RunStatus(
                state,
                old.stopRequested(),
                state.hasEnded() ? old.exitCode() : Optional.empty(),
                old.generation(),
                old.watermark(),
                old.createdAt(),
                journal.now(),
                old.heartbeatAt());
    }

    @Override
    public Run setState(Viewer viewer, long runId, RunState state) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var row = RunRules.visible(rows, rights, runId);
            var project = RunRules.requireRun(rights, row, Access.WRITE);
            var from = row.status().state();
            if (!BY_HAND.getOrDefault(state, Set.of()).contains(from)) {
                throw new StoreException.Conflict(
                        "invalid_state",
                        "invalid state transition: run " + RunRules.path(row, project) + " is " + from
                                + " and cannot be set to " + state);
            }
            return RunRules.run(saved(rows, row, in(state, row.status())), project);
        });
    }

    @Override
    public RunGrant nextGeneration(Viewer viewer, long runId) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var row = RunRules.visible(rows, rights, runId);
            var project = RunRules.requireRun(rights, row, Access.WRITE);
            rows.runs().put(row.withNextGeneration(row.nextGeneration() + 1));
            return new RunGrant(
                    row.id(), row.projectId(), RunRules.path(row, project), row.nextGeneration(), Access.WRITE);
        });
    }

    @Override
    public Run activate(RunGrant grant, String summary) {
        HistoryGrants.requireWrite(grant);
        Json.parseObject(summary);
        return engine.write(rows -> {
            var row = RunRules.live(rows, grant);
            var project = rows.projects()
                    .byId(row.projectId())
                    .orElseThrow(() -> RunRules.noRun(grant.path().toString()))
                    .project();
            if (grant.generation() <= row.status().generation() || grant.generation() >= row.nextGeneration()) {
                throw new StoreException.Conflict(
                        "generation",
                        "generation " + grant.generation() + " of run " + grant.path() + " cannot follow "
                                + row.status().generation() + "; begin another");
            }
            var old = row.status();
            var status = new RunStatus(
                    RunState.RUNNING,
                    false,
                    Optional.empty(),
                    grant.generation(),
                    0,
                    old.createdAt(),
                    journal.now(),
                    journal.now());
            var changed = row.with(status, row.config(), summary, row.systemMetrics());
            rows.runs().put(changed);
            journal.changed(rows, row.projectId(), Change.Kind.RUN, row.id());
            return RunRules.run(changed, project);
        });
    }

    @Override
    public List<Run> markSilent(Viewer viewer, Instant silentSince, Instant serverStart) {
        return engine.write(rows -> {
            new Rights(rows, viewer).requireSystem("mark silent runs");
            var marked = new ArrayList<Run>();
            if (serverStart.isBefore(silentSince)) {
                rows.runs()
                        .silentSince(silentSince)
                        .forEach(row -> rows.projects()
                                .byId(row.projectId())
                                .ifPresent(project -> marked.add(RunRules.run(
                                        saved(rows, row, in(silent(row), row.status())), project.project()))));
            }
            return marked;
        });
    }

    private static RunState silent(RunRow row) {
        return row.status().state().equals(RunState.PREEMPTING) ? RunState.PREEMPTED : RunState.CRASHED;
    }
}
