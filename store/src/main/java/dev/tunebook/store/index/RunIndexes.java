package dev.tunebook.store.index;

import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.runs.FineTuneColumns;

/// The indexes of the projects asked for lately; the others are built again when asked for.
public final class RunIndexes {
    private final Lately<Long, RunIndex> current;
    private final FineTuneColumns fineTunes;

    /// @param most projects to keep
    public RunIndexes(int most, FineTuneColumns fineTunes) {
        this.fineTunes = fineTunes;
        current = new Lately<>(most);
    }

    /// The project's index, as new as these rows at least. What is not committed yet is indexed apart and
    /// forgotten.
    public RunIndex of(Rows rows, long projectId) {
        var index = rows.writing()
                ? new RunIndex(projectId, fineTunes)
                : current.computeIfAbsent(projectId, id -> new RunIndex(id, fineTunes));
        index.catchUp(rows);
        return index;
    }
}
