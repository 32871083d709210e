package dev.tunebook.store.sql;

import dev.tunebook.store.rows.MovedRun;
import dev.tunebook.store.rows.MovedRunRows;
import java.util.List;
import java.util.Optional;

record SqlMovedRunRows(Session session) implements MovedRunRows {
    private static final Table<MovedRun> MOVED = new Table<>(
            "moved_run",
            2,
            "project_id, name, run_id",
            cells -> new MovedRun(cells.number(), cells.text(), cells.number()),
            moved -> List.of(moved.projectId(), moved.name(), moved.runId()));
    private static final Query<MovedRun> BY_NAME = MOVED.where("project_id = ? AND name = ?");
    private static final Query<MovedRun> OF_PROJECT = MOVED.where("project_id = ? ORDER BY name");
    private static final String DELETE = MOVED.deleteWhere("project_id = ? AND name = ?");
    private static final String DELETE_PROJECT = MOVED.deleteWhere("project_id = ?");

    @Override
    public void put(MovedRun moved) {
        session.put(MOVED, moved);
    }

    @Override
    public Optional<MovedRun> byName(long projectId, String name) {
        return session.one(BY_NAME, projectId, name);
    }

    @Override
    public List<MovedRun> ofProject(long projectId) {
        return session.all(OF_PROJECT, projectId);
    }

    @Override
    public void delete(long projectId, String name) {
        session.execute(DELETE, projectId, name);
    }

    @Override
    public void deleteProject(long projectId) {
        session.execute(DELETE_PROJECT, projectId);
    }
}
