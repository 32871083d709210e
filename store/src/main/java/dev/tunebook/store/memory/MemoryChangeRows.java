package dev.tunebook.store.memory;

import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.ChangeRows;
import java.util.List;
import java.util.function.LongConsumer;

final class MemoryChangeRows implements ChangeRows {
    private record Row(long projectId, Change change) {}

    private final LongConsumer changed;
    private final Table<Pair<Long, Long>, Row> rows;
    private final Table<Pair<Long, Long>, Row>.Index<Pair<Long, Pair<Change.Kind, Long>>> byObject;
    private final Table<Pair<Long, Long>, Row>.Index<Long> byProject;

    MemoryChangeRows(Undo undo, LongConsumer changed) {
        this.changed = changed;
        rows = new Table<>(undo, row -> new Pair<>(row.projectId, row.change.sequence()));
        byObject = rows.by(row -> object(row.projectId, row.change));
        byProject = rows.by(Row::projectId);
    }

    private static Pair<Long, Pair<Change.Kind, Long>> object(long projectId, Change change) {
        return new Pair<>(projectId, new Pair<>(change.kind(), change.objectId()));
    }

    @Override
    public void put(long projectId, Change change) {
        byObject.one(object(projectId, change))
                .ifPresent(old -> rows.remove(new Pair<>(old.projectId, old.change.sequence())));
        rows.put(new Row(projectId, change));
        changed.accept(projectId);
    }

    @Override
    public List<Change> after(long projectId, long sequence, int limit) {
        return rows.above(new Pair<>(projectId, sequence)).values().stream()
                .takeWhile(row -> row.projectId == projectId)
                .limit(limit)
                .map(Row::change)
                .toList();
    }

    @Override
    public List<Change> after(long projectId, Change.Kind kind, long sequence) {
        return after(projectId, sequence, Integer.MAX_VALUE).stream()
                .filter(change -> change.kind() == kind)
                .toList();
    }

    @Override
    public void deleteProject(long projectId) {
        byProject.all(projectId).forEach(row -> rows.remove(new Pair<>(projectId, row.change.sequence())));
    }
}
