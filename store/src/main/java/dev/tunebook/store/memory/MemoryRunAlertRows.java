package dev.tunebook.store.memory;

import dev.tunebook.store.rows.RunAlertRows;
import dev.tunebook.store.runs.RunAlert;
import java.util.List;

final class MemoryRunAlertRows implements RunAlertRows {
    private final Table<Long, RunAlert> rows;
    private final Table<Long, RunAlert>.Index<Long> byRun;

    MemoryRunAlertRows(Undo undo) {
        rows = new Table<>(undo, RunAlert::id);
        byRun = rows.by(RunAlert::runId);
    }

    @Override
    public void put(RunAlert alert) {
        rows.put(alert);
    }

    @Override
    public List<RunAlert> ofRun(long runId) {
        return byRun.all(runId);
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }
}
