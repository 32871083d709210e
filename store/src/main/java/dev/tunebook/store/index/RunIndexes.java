package dev.tunebook.store.index;

import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.runs.FineTuneColumns;
import java.util.Set;

/// The indexes of the projects asked for lately; the others are built again when asked for.
public final class RunIndexes {
    private final Lately<Long, RunIndex> current;
    private final FineTuneColumns fineTunes;

    /// @param most projects to keep
    public RunIndexes(int most, FineTuneColumns fineTunes) {
        this.fineTunes = fineTunes;
        current = new Lately<>(most);
    }

    /// The project's index with these parts at least, as new as these rows at least. What is not committed yet is
    /// indexed apart and forgotten; so is what is too old to add a part from.
    public RunIndex of(Rows rows, long projectId, Set<IndexPart> parts) {
        if (!rows.writing()) {
            var shared = current.computeIfAbsent(projectId, id -> new RunIndex(id, fineTunes));
            if (shared.catchUp(rows, parts)) {
                return shared;
            }
        }
        var own = new RunIndex(projectId, fineTunes);
        own.catchUp(rows, parts);
        return own;
    }
}
