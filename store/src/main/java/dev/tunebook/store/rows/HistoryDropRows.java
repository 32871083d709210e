package dev.tunebook.store.rows;

import java.util.List;

public interface HistoryDropRows {
    void put(HistoryDrop drop);

    /// By the time of the deletion, then by run.
    List<HistoryDrop> oldest(int most);

    void delete(long runId);
}
