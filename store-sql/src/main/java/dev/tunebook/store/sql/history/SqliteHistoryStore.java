package dev.tunebook.store.sql.history;

import dev.tunebook.store.HistoryGrants;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesQuery;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.runs.RunGrant;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Histories in `journal.db` and `history.db` of one folder. After a crash the next opening recovers by itself.
public final class SqliteHistoryStore implements HistoryStore {
    private final Engine engine;

    private SqliteHistoryStore(Engine engine) {
        this.engine = engine;
    }

    /// Opens the folder's histories, making them where they are missing, and tells the projector what it may not know.
    ///
    /// @param folder exists, and is used by this process only
    public static SqliteHistoryStore open(Path folder, StreamProjector projector) {
        return open(folder, projector, HistorySettings.usual());
    }

    public static SqliteHistoryStore open(Path folder, StreamProjector projector, HistorySettings settings) {
        return new SqliteHistoryStore(new Engine(folder, projector, settings));
    }

    @Override
    public long append(RunGrant grant, StreamBatch batch) {
        HistoryGrants.requireWrite(grant);
        Append append = engine.ingest().append(grant, batch);
        if (batch.changesRun()) {
            Projections.await(append.projected());
        }
        return append.sequence();
    }

    @Override
    public List<HistoryLine> rawRange(RunGrant grant, HistoryFile file, LineQuery query) {
        HistoryGrants.requireRead(grant, file);
        FileKey key = FileKey.of(grant, file);
        return engine.newest(key, query).orElseGet(() -> engine.read(key, view -> new LineFinder(view, query).lines()));
    }

    @Override
    public List<Series> series(List<RunGrant> grants, SeriesQuery query) {
        return engine.inParallel(
                grants,
                grant -> engine.read(
                        FileKey.of(grant, query.file()), view -> new SeriesReader(view, query).series(grant.runId())));
    }

    @Override
    public HistoryStats stats(RunGrant grant, HistoryFile file) {
        return engine.stats(FileKey.of(grant, file));
    }

    @Override
    public Map<HistoryFile, Long> lineCounts(RunGrant grant) {
        Map<HistoryFile, Long> counts = new EnumMap<>(HistoryFile.class);
        for (HistoryFile file : HistoryFile.values()) {
            counts.put(file, engine.end(FileKey.of(grant, file)));
        }
        return counts;
    }

    @Override
    public void carryOver(RunGrant from, RunGrant to, Map<HistoryFile, Long> lines) {
        HistoryGrants.requireLater(from, to);
        engine.carryOver(from, to, lines);
    }

    @Override
    public void compact(long runId) {
        engine.compact(runId);
    }

    @Override
    public void drop(Collection<Long> runIds) {
        engine.drop(Set.copyOf(runIds));
    }

    /// Waits for what is under way. Calls after that fail as busy.
    @Override
    public void close() {
        engine.close();
    }

    /// Leaves all lines to the journal, as when memory is short.
    void evict() {
        engine.evict();
    }

    /// From here on `journal.db` may have so many pages, as on a small device.
    void limitJournal(int pages) {
        engine.limitJournal(pages);
    }

    /// From here on `history.db` may have so many pages.
    void limitHistory(int pages) {
        engine.limitHistory(pages);
    }

    /// Nothing is committed until the latch opens.
    CompletableFuture<Void> holdCommits(CountDownLatch release) {
        return engine.holdCommits(release);
    }

    long queuedBytes() {
        return engine.queuedBytes();
    }

    /// The lines in memory of the journal, in bytes.
    long tailMemory() {
        return engine.tailMemory();
    }
}
