package dev.tunebook.store.memory;

import dev.tunebook.store.rows.HistoryDrop;
import dev.tunebook.store.rows.HistoryDropRows;
import java.util.Comparator;
import java.util.List;

final class MemoryHistoryDropRows implements HistoryDropRows {
    private final Table<Long, HistoryDrop> rows;

    MemoryHistoryDropRows(Undo undo) {
        rows = new Table<>(undo, HistoryDrop::runId);
    }

    @Override
    public void put(HistoryDrop drop) {
        rows.put(drop);
    }

    @Override
    public List<HistoryDrop> oldest(int most) {
        return rows.all().stream()
                .sorted(Comparator.comparing(HistoryDrop::deletedAt).thenComparing(HistoryDrop::runId))
                .limit(most)
                .toList();
    }

    @Override
    public void delete(long runId) {
        rows.remove(runId);
    }
}
