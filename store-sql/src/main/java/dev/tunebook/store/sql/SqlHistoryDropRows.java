package dev.tunebook.store.sql;

import dev.tunebook.store.rows.HistoryDrop;
import dev.tunebook.store.rows.HistoryDropRows;
import java.util.List;

record SqlHistoryDropRows(Session session) implements HistoryDropRows {
    private static final Table<HistoryDrop> DROPS = new Table<>(
            "history_drop",
            1,
            "run_id, deleted_at",
            cells -> new HistoryDrop(cells.number(), cells.instant()),
            drop -> List.of(drop.runId(), drop.deletedAt()));
    private static final Query<HistoryDrop> OLDEST = DROPS.where("TRUE ORDER BY deleted_at, run_id LIMIT ?");
    private static final String DELETE = DROPS.deleteWhere("run_id = ?");

    @Override
    public void put(HistoryDrop drop) {
        session.put(DROPS, drop);
    }

    @Override
    public List<HistoryDrop> oldest(int most) {
        return session.all(OLDEST, most);
    }

    @Override
    public void delete(long runId) {
        session.execute(DELETE, runId);
    }
}
