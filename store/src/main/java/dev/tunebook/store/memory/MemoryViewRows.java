package dev.tunebook.store.memory;

import dev.tunebook.store.rows.ViewRows;
import dev.tunebook.store.views.View;
import java.util.List;
import java.util.Optional;

final class MemoryViewRows implements ViewRows {
    private final Table<Long, View> rows;
    private final Table<Long, View>.Index<Long> byProject;

    MemoryViewRows(Undo undo) {
        rows = new Table<>(undo, View::id);
        byProject = rows.by(View::projectId);
    }

    @Override
    public void put(View view) {
        rows.put(view);
    }

    @Override
    public Optional<View> byId(long id) {
        return rows.get(id);
    }

    @Override
    public List<View> ofProject(long projectId) {
        return byProject.all(projectId);
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
