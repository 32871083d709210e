package dev.tunebook.store.sql;

import dev.tunebook.store.rows.ViewRows;
import dev.tunebook.store.views.View;
import java.util.List;
import java.util.Optional;

record SqlViewRows(Session session) implements ViewRows {
    private static final Table<View> VIEWS = new Table<>(
            "saved_view",
            1,
            "id, project_id, type, name, display_name, description, spec, user_id, created_at, updated_at",
            cells -> new View(
                    cells.number(),
                    cells.number(),
                    cells.text(),
                    cells.text(),
                    cells.optional(Cells::text),
                    cells.optional(Cells::text),
                    cells.text(),
                    cells.optional(Cells::number),
                    cells.instant(),
                    cells.instant()),
            view -> List.of(
                    view.id(),
                    view.projectId(),
                    view.type(),
                    view.name(),
                    view.displayName(),
                    view.description(),
                    view.spec(),
                    view.userId(),
                    view.createdAt(),
                    view.updatedAt()));
    private static final Query<View> BY_ID = VIEWS.where("id = ?");
    private static final Query<View> OF_PROJECT = VIEWS.where("project_id = ? ORDER BY id");
    private static final String DELETE = VIEWS.deleteWhere("id = ?");

    @Override
    public void put(View view) {
        session.put(VIEWS, view);
    }

    @Override
    public Optional<View> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public List<View> ofProject(long projectId) {
        return session.all(OF_PROJECT, projectId);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }
}
