package dev.tunebook.store;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.runs.RunGrant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The lines of runs, keyed by (run storage id, generation, file, line), and what is computed from them.
///
/// Keyed by line, not by batch: the same bytes for a stored line are nothing, other bytes replace it (the latest
/// arrival wins), and a retry may cut its batches elsewhere. Lines may leave gaps. A read sees every line whose
/// append has returned, and each line comes back byte for byte as it was sent.
///
/// Grants say who may; to read [keyed][HistoryFile#keyed()] files takes any grant, to read others one that includes
/// `READ`, to write one that includes `WRITE`, else it is [StoreException.Denied].
public interface HistoryStore extends AutoCloseable {

    /// Stores what one stream request brought. Returns when the lines are durable, and, where the batch says
    /// more of the run than that it is alive, when that has reached the run's metadata too.
    ///
    /// @return the sequence number of the batch, growing with each append of this store
    /// @throws StoreException.Full when the device is full; nothing was stored, and it works again once there is
    ///     space
    /// @throws StoreException.Busy when more is waiting to be written than memory is set aside for
    long append(RunGrant grant, StreamBatch batch);

    /// The lines a query picks, ascending by number; missing ones are left out.
    List<HistoryLine> rawRange(RunGrant grant, HistoryFile file, LineQuery query);

    /// One series for each run and key asked for: all keys of the first run, then those of the second.
    List<Series> series(List<RunGrant> grants, SeriesQuery query);

    /// Counts, value types and ranges by key. Only [HistoryFile#HISTORY] and [HistoryFile#EVENTS] have keys.
    HistoryStats stats(RunGrant grant, HistoryFile file);

    /// For each file the number of its last line + 1; 0 where there is none. What a resumed client continues at.
    Map<HistoryFile, Long> lineCounts(RunGrant grant);

    /// Starts the generation of `to` with the first `lines` lines of each file of `from`, a generation of the same
    /// run that nobody writes to any more; a file that is not named starts empty. Durable on return. Doing it again
    /// is nothing.
    ///
    /// @throws StoreException.Conflict `generation` when `to` already has lines of its own, or is not above `from`
    void carryOver(RunGrant from, RunGrant to, Map<HistoryFile, Long> lines);

    /// Turns what the run has in the journal into chunks now. It happens by itself in the background.
    void compact(long runId);

    /// Forgets all lines of all generations of runs that were deleted. Storage ids are never given out again.
    void drop(Collection<Long> runIds);

    /// Waits for work under way, the projection of what was appended included.
    @Override
    default void close() {}
}
