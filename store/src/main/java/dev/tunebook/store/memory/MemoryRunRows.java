package dev.tunebook.store.memory;

import dev.tunebook.model.RunState;
import dev.tunebook.store.rows.RunRow;
import dev.tunebook.store.rows.RunRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

final class MemoryRunRows implements RunRows {
    private final Table<Long, RunRow> rows;
    private final Table<Long, RunRow>.Index<Long> byProject;
    private final Table<Long, RunRow>.Index<Pair<Long, String>> byName;

    MemoryRunRows(Undo undo) {
        rows = new Table<>(undo, RunRow::id);
        byProject = rows.by(RunRow::projectId);
        byName = rows.by(row -> new Pair<>(row.projectId(), row.name()));
    }

    @Override
    public void put(RunRow row) {
        rows.put(row);
    }

    @Override
    public void putProgress(RunRow row) {
        rows.put(row);
    }

    @Override
    public void move(long id, long projectId) {
        rows.get(id).ifPresent(row -> rows.put(row.withProject(projectId)));
    }

    @Override
    public Optional<RunRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public List<RunRow> byIds(Collection<Long> ids) {
        return ids.stream().distinct().flatMap(id -> rows.get(id).stream()).toList();
    }

    @Override
    public Optional<RunRow> byName(long projectId, String name) {
        return byName.one(new Pair<>(projectId, name));
    }

    @Override
    public List<RunRow> ofProject(long projectId) {
        return byProject.all(projectId).stream().filter(row -> !row.deleted()).toList();
    }

    @Override
    public List<RunRow> silentSince(Instant heartbeat) {
        return rows.all().stream()
                .filter(row -> !row.deleted()
                        && (row.status().state().equals(RunState.RUNNING)
                                || row.status().state().equals(RunState.PREEMPTING))
                        && row.status().heartbeatAt().isBefore(heartbeat))
                .toList();
    }

    @Override
    public void deleteProject(long projectId) {
        byProject.all(projectId).forEach(row -> rows.remove(row.id()));
    }
}
