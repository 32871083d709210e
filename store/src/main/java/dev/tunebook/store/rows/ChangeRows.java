package dev.tunebook.store.rows;

import dev.tunebook.store.projects.Change;
import java.util.List;

public interface ChangeRows {
    /// Replaces an older change of the same object in the project.
    void put(long projectId, Change change);

    /// By sequence.
    List<Change> after(long projectId, long sequence, int limit);

    /// Of one kind, by sequence.
    List<Change> after(long projectId, Change.Kind kind, long sequence);

    void deleteProject(long projectId);
}
