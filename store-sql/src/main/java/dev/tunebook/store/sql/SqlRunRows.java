package dev.tunebook.store.sql;

import dev.tunebook.model.RunState;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.rows.RunRows;
import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrigin;
import dev.tunebook.store.runs.RunStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

record SqlRunRows(Session session) implements RunRows {
    private static final Table<RunRow> RUNS = new Table<>(
            "run",
            1,
            "id, project_id, name, display_name, description, notes, run_group, job_type, tags, host, git_commit,"
                    + " program, repository, sweep, state, stop_requested, exit_code, generation, watermark, created_at,"
                    + " updated_at, heartbeat_at, user_id, next_generation, deleted, config, summary, system_metrics",
            SqlRunRows::row,
            SqlRunRows::cells);
    private static final Query<RunRow> BY_ID = RUNS.where("id = ?");
    private static final Query<RunRow> BY_NAME = RUNS.where("project_id = ? AND name = ?");
    private static final Query<RunRow> OF_PROJECT = RUNS.where("project_id = ? AND NOT deleted ORDER BY id");
    private static final Query<RunRow> SILENT_SINCE =
            RUNS.where("state IN ('running', 'preempting') AND heartbeat_at < ? AND NOT deleted ORDER BY id");
    private static final String PUT_PROGRESS =
            "UPDATE run SET state = ?, stop_requested = ?, exit_code = ?, generation = ?, watermark = ?,"
                    + " created_at = ?, updated_at = ?, heartbeat_at = ?, summary = ?, system_metrics = ? WHERE id = ?";
    private static final String MOVE = "UPDATE run SET project_id = ? WHERE id = ?";
    private static final String DELETE_PROJECT = RUNS.deleteWhere("project_id = ?");

    private static RunRow row(Cells cells) throws SQLException {
        var id = cells.number();
        var projectId = cells.number();
        var name = cells.text();
        var labels = labels(cells);
        var origin = origin(cells);
        var status = status(cells);
        var userId = cells.optional(Cells::number);
        var nextGeneration = cells.smallNumber();
        var deleted = cells.flag();
        return new RunRow(
                id,
                projectId,
                name,
                labels,
                origin,
                status,
                cells.text(),
                cells.text(),
                cells.optional(Cells::text),
                userId,
                nextGeneration,
                deleted);
    }

    private static RunLabels labels(Cells cells) throws SQLException {
        return new RunLabels(
                cells.text(),
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.texts());
    }

    private static RunOrigin origin(Cells cells) throws SQLException {
        return new RunOrigin(
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.optional(Cells::text),
                cells.optional(Cells::text));
    }

    private static RunStatus status(Cells cells) throws SQLException {
        return new RunStatus(
                new RunState(cells.text()),
                cells.flag(),
                cells.optional(Cells::smallNumber),
                cells.smallNumber(),
                cells.number(),
                cells.instant(),
                cells.instant(),
                cells.instant());
    }

    private static List<Object> cells(RunRow row) {
        var labels = row.labels();
        var origin = row.origin();
        var status = row.status();
        return List.of(
                row.id(),
                row.projectId(),
                row.name(),
                labels.displayName(),
                labels.description(),
                labels.notes(),
                labels.group(),
                labels.jobType(),
                labels.tags(),
                origin.host(),
                origin.commit(),
                origin.program(),
                origin.repository(),
                origin.sweep(),
                status.state().value(),
                status.stopRequested(),
                status.exitCode(),
                status.generation(),
                status.watermark(),
                status.createdAt(),
                status.updatedAt(),
                status.heartbeatAt(),
                row.userId(),
                row.nextGeneration(),
                row.deleted(),
                row.config(),
                row.summary(),
                row.systemMetrics());
    }

    @Override
    public void put(RunRow row) {
        session.put(RUNS, row);
    }

    @Override
    public void putProgress(RunRow row) {
        var status = row.status();
        session.execute(
                PUT_PROGRESS,
                status.state().value(),
                status.stopRequested(),
                status.exitCode(),
                status.generation(),
                status.watermark(),
                status.createdAt(),
                status.updatedAt(),
                status.heartbeatAt(),
                row.summary(),
                row.systemMetrics(),
                row.id());
    }

    @Override
    public void move(long id, long projectId) {
        session.execute(MOVE, projectId, id);
    }

    @Override
    public Optional<RunRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public List<RunRow> byIds(Collection<Long> ids) {
        return ids.stream().distinct().flatMap(id -> byId(id).stream()).toList();
    }

    @Override
    public Optional<RunRow> byName(long projectId, String name) {
        return session.one(BY_NAME, projectId, name);
    }

    @Override
    public List<RunRow> ofProject(long projectId) {
        return session.all(OF_PROJECT, projectId);
    }

    @Override
    public List<RunRow> silentSince(Instant heartbeat) {
        return session.all(SILENT_SINCE, heartbeat);
    }

    @Override
    public void deleteProject(long projectId) {
        session.execute(DELETE_PROJECT, projectId);
    }
}
