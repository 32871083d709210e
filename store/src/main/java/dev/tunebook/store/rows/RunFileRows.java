package dev.tunebook.store.rows;

import dev.tunebook.store.runs.RunFile;
import java.util.List;
import java.util.Optional;

public interface RunFileRows {
    void put(RunFile file);

    Optional<RunFile> byId(long id);

    Optional<RunFile> byName(long runId, String name);

    /// By name.
    List<RunFile> ofRun(long runId);

    long count(long runId);

    /// Bytes of all files of all runs in the project.
    long sizeOf(long projectId);

    void delete(long id);
}
