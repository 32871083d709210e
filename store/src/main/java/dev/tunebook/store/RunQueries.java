package dev.tunebook.store;

import dev.tunebook.store.runs.Run;
import dev.tunebook.store.runs.RunColumn;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunKey;
import dev.tunebook.store.runs.RunQuery;
import java.util.List;
import java.util.Map;

/// The runs table: filters, orders and columns over any key, answered from an in-memory index of the project that
/// replays the change sequence. An answer includes every commit made before the question.
public interface RunQueries {

    /// Runs that match, in order. A project the viewer may not see has none.
    Page<Run> query(Viewer viewer, RunQuery query, Page.Request page);

    long count(Viewer viewer, long projectId, RunFilter filter);

    /// Keys that runs of the project carry and whose name contains the search text (ignoring case), the most
    /// frequent first; at most `first`.
    List<RunColumn> columns(Viewer viewer, long projectId, String search, int first);

    /// Stored values of these keys, as JSON, for runs of one project the viewer may see; missing ones are left out.
    Map<Long, Map<RunKey, String>> values(Viewer viewer, long projectId, List<Long> runIds, List<RunKey> keys);
}
