package dev.tunebook.store.rules;

import dev.tunebook.store.HistoryCleanup;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.HistoryDrop;
import java.time.Instant;

/// Histories of runs that were deleted. Forgotten only after they are dropped: a crash in between drops them twice.
record HistoryCleanupRules(Engine engine, HistoryStore history) implements HistoryCleanup {

    @Override
    public int drop(Viewer viewer, Instant deletedBefore, int most) {
        var runs = engine.read(rows -> {
            new Rights(rows, viewer).requireSystem("drop histories");
            return rows.historyDrops().oldest(most).stream()
                    .filter(drop -> drop.deletedAt().isBefore(deletedBefore))
                    .map(HistoryDrop::runId)
                    .toList();
        });
        if (!runs.isEmpty()) {
            history.drop(runs);
            engine.write(rows -> {
                runs.forEach(rows.historyDrops()::delete);
                return true;
            });
        }
        return runs.size();
    }
}
