package dev.tunebook.store.sql;

import dev.tunebook.store.projects.Change;
import dev.tunebook.store.rows.ChangeRows;
import java.util.List;
import java.util.function.LongConsumer;

/// @param changed told of each project that gets a change
record SqlChangeRows(Session session, LongConsumer changed) implements ChangeRows {
    private record Row(long projectId, Change change) {}

    private static final Table<Row> CHANGES = new Table<>(
            "project_change",
            3,
            "project_id, kind, object_id, sequence, changed_at",
            cells -> {
                var projectId = cells.number();
                var kind = cells.constant(Change.Kind.class);
                var objectId = cells.number();
                return new Row(projectId, new Change(cells.number(), kind, objectId, cells.instant()));
            },
            row -> List.of(
                    row.projectId, row.change.kind(), row.change.objectId(), row.change.sequence(), row.change.at()));
    private static final Query<Row> AFTER = CHANGES.where("project_id = ? AND sequence > ? ORDER BY sequence LIMIT ?");
    private static final Query<Row> OF_KIND =
            CHANGES.where("project_id = ? AND sequence > ? AND kind = ? ORDER BY sequence");
    private static final String DELETE_PROJECT = CHANGES.deleteWhere("project_id = ?");

    @Override
    public void put(long projectId, Change change) {
        session.put(CHANGES, new Row(projectId, change));
        changed.accept(projectId);
    }

    @Override
    public List<Change> after(long projectId, long sequence, int limit) {
        return changes(session.all(AFTER, projectId, sequence, limit));
    }

    @Override
    public List<Change> after(long projectId, Change.Kind kind, long sequence) {
        return changes(session.all(OF_KIND, projectId, sequence, kind));
    }

    private static List<Change> changes(List<Row> rows) {
        return rows.stream().map(Row::change).toList();
    }

    @Override
    public void deleteProject(long projectId) {
        session.execute(DELETE_PROJECT, projectId);
    }
}
