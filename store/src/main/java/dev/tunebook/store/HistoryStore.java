package dev.tunebook.store;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.KeyStats;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.runs.RunGrant;
import java.util.List;

/// The lines of runs, keyed by (run storage id, generation, file, line), and what is computed from them.
public interface HistoryStore {

    /// Stores lines and returns when they are durable. The same bytes for a stored line are nothing, other bytes
    /// replace it. Needs a write grant.
    void append(RunGrant grant, HistoryFile file, List<HistoryLine> lines);

    /// Stored lines from line `from` to before line `to`, ascending; missing ones are left out.
    List<HistoryLine> rawRange(RunGrant grant, HistoryFile file, long from, long to);

    /// Turns the run's journal into chunks.
    void compact(long runId);

    /// One series for each run and key asked for, in that order.
    List<Series> series(List<RunGrant> grants, SeriesQuery query);

    /// Counts and value ranges by key.
    List<KeyStats> stats(RunGrant grant, HistoryFile file);
}
