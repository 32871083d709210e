package dev.tunebook.store.memory;

import dev.tunebook.store.rows.MovedRun;
import dev.tunebook.store.rows.MovedRunRows;
import java.util.List;
import java.util.Optional;

final class MemoryMovedRunRows implements MovedRunRows {
    private final Table<Pair<Long, String>, MovedRun> rows;
    private final Table<Pair<Long, String>, MovedRun>.Index<Long> byProject;

    MemoryMovedRunRows(Undo undo) {
        rows = new Table<>(undo, moved -> new Pair<>(moved.projectId(), moved.name()));
        byProject = rows.by(MovedRun::projectId);
    }

    @Override
    public void put(MovedRun moved) {
        rows.put(moved);
    }

    @Override
    public Optional<MovedRun> byName(long projectId, String name) {
        return rows.get(new Pair<>(projectId, name));
    }

    @Override
    public List<MovedRun> ofProject(long projectId) {
        return byProject.all(projectId);
    }

    @Override
    public void delete(long projectId, String name) {
        rows.remove(new Pair<>(projectId, name));
    }

    @Override
    public void deleteProject(long projectId) {
        byProject.all(projectId).forEach(moved -> delete(projectId, moved.name()));
    }
}
