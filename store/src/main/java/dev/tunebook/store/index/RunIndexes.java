package dev.tunebook.store.index;

import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.runs.FineTuneColumns;
import java.util.LinkedHashMap;
import java.util.Map;

/// The indexes of the projects asked for lately; the others are built again when asked for.
public final class RunIndexes {
    private final Map<Long, RunIndex> current;
    private final FineTuneColumns fineTunes;

    /// @param most projects to keep
    public RunIndexes(int most, FineTuneColumns fineTunes) {
        this.fineTunes = fineTunes;
        current = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, RunIndex> eldest) {
                return size() > most;
            }
        };
    }

    /// The project's index, as new as these rows at least. What is not committed yet is indexed apart and
    /// forgotten.
    public RunIndex of(Rows rows, long projectId) {
        var index = rows.writing() ? new RunIndex(projectId, fineTunes) : kept(projectId);
        index.catchUp(rows);
        return index;
    }

    private RunIndex kept(long projectId) {
        synchronized (current) {
            return current.computeIfAbsent(projectId, id -> new RunIndex(id, fineTunes));
        }
    }
}
