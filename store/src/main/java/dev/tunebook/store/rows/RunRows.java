package dev.tunebook.store.rows;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

public interface RunRows {
    void put(RunRow row);

    /// Replaces status, summary and system metrics only; the row exists.
    void putProgress(RunRow row);

    /// Puts the run into another project, where its name is free.
    void move(long id, long projectId);

    Optional<RunRow> byId(long id);

    List<RunRow> byIds(Collection<Long> ids);

    /// Also a deleted one.
    Optional<RunRow> byName(long projectId, String name);

    /// Those that are not deleted.
    List<RunRow> ofProject(long projectId);

    /// Running or preempting, with an older heartbeat, not deleted.
    List<RunRow> silentSince(Instant heartbeat);

    void deleteProject(long projectId);
}
