package dev.tunebook.store.index;

import dev.tunebook.store.rows.Rows;
import java.util.LinkedHashMap;
import java.util.Map;

/// The indexes of the projects asked for lately; the others are built again when asked for.
public final class RunIndexes {
    private final Map<Long, RunIndex> current;

    /// @param most projects to keep
    public RunIndexes(int most) {
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
        var index = rows.writing() ? new RunIndex(projectId) : kept(projectId);
        index.catchUp(rows);
        return index;
    }

    private RunIndex kept(long projectId) {
        synchronized (current) {
            return current.computeIfAbsent(projectId, RunIndex::new);
        }
    }
}
