package dev.tunebook.store.sql.history;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.runs.RunGrant;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Gatherers;

/// The parts of a history store and how they are joined.
final class Engine implements AutoCloseable {
    /// Runs whose chunks go in one transaction; others wait meanwhile.
    private static final int DROPPED_AT_ONCE = 100;

    private final Lender<HistoryReader> history;
    private final Lender<JournalReader> journal;
    private final Tails tails;
    private final Projections projections;
    private final JournalWriter journalWriter;
    private final Committer committer;
    private final Checkpointer checkpointer;
    private final Compactor compactor;
    private final Ingest ingest;
    private final ExecutorService workers;
    private final HistorySettings settings;

    Engine(Path folder, StreamProjector projector, HistorySettings settings) {
        this.settings = settings;
        Sqlite historyFile = new Sqlite(folder.resolve("history.db"));
        Sqlite journalFile = new Sqlite(folder.resolve("journal.db"));
        try {
            HistoryWriter writer = new HistoryWriter(historyFile);
            journalWriter = new JournalWriter(journalFile);
            history = new Lender<>(settings.readers(), () -> historyReader(historyFile), HistoryReader::close);
            journal = new Lender<>(settings.readers(), () -> journalReader(journalFile), JournalReader::close);
            tails = new Tails(settings, history, journal);
            projections = new Projections(projector, key -> stats(key).systemMetrics(), settings.nanos());
            committer = new Committer(journalWriter, settings.queueBytes(), this::committed);
            compactor = new Compactor(settings, writer, tails, projections, committer);
            ingest = new Ingest(this, tails, committer, compactor);
            workers = Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform()
                            .daemon()
                            .name("tunebook-history-reader-", 0)
                            .factory());
            List<Long> told = new Recovery(tails, journal, projections).run();
            projections.start();
            compactor.start();
            checkpointer = new Checkpointer(journalFile, committer, settings.journalBytes());
            delete(told);
        } catch (SQLException e) {
            throw historyFile.failure(e);
        }
    }

    private static HistoryReader historyReader(Sqlite file) {
        try {
            return new HistoryReader(new Statements(file, file.reader()));
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    private static JournalReader journalReader(Sqlite file) {
        try {
            return new JournalReader(file);
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    Ingest ingest() {
        return ingest;
    }

    private void committed(Append append) {
        List<JournalRow> rows = append.rows();
        List<Append.Piece> pieces = append.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            tails.add(pieces.get(i), rows.get(i));
        }
        List<Runnable> whenTold = pieces.isEmpty() ? List.of(() -> delete(List.of(append.sequence()))) : List.of();
        append.projected(projections.note(
                append.run(),
                append.generation(),
                News.of(append.sequence(), append.batch(), whenTold),
                append.batch().changesRun()));
    }

    /// Deletes rows that nothing needs any more with one of the next commits.
    private void delete(List<Long> rows) {
        if (!rows.isEmpty()) {
            committer.submit(writer -> {
                for (long row : rows) {
                    writer.delete(row);
                }
            });
        }
    }

    /// Reads a file as it is now. The tail is taken before the state of `history.db`: a line that is compacted in
    /// between is seen twice with the same bytes, not missed.
    <R> R read(FileKey key, Function<FileView, R> work) {
        TailFile.View tail = tails.find(key).map(tails::view).orElse(TailFile.NOTHING);
        return history.with(reader -> {
            reader.begin();
            try {
                return work.apply(new FileView(key.file(), reader, reader.file(key), tail));
            } finally {
                reader.end();
            }
        });
    }

    HistoryStats stats(FileKey key) {
        return read(key, view -> new StatsReader(view).stats(key.file().keyed()));
    }

    long end(FileKey key) {
        return tails.find(key)
                .map(TailFile::end)
                .orElseGet(() -> history.with(
                        reader -> reader.file(key).map(StoredFile::lines).orElse(0L)));
    }

    /// The answer to a query for nothing but the newest line, when that is at hand.
    Optional<List<HistoryLine>> newest(FileKey key, LineQuery query) {
        if (!query.keys().isEmpty()) {
            return Optional.empty();
        }
        return tails.find(key).flatMap(file -> file.newest(query)).map(List::of);
    }

    /// All results, in the order of the inputs.
    <A, R> List<R> inParallel(List<A> inputs, Function<A, List<R>> work) {
        List<R> all = new ArrayList<>();
        if (inputs.size() == 1) {
            return work.apply(inputs.getFirst());
        }
        List<Future<List<R>>> parts = inputs.stream()
                .map(input -> workers.submit(() -> work.apply(input)))
                .toList();
        for (Future<List<R>> part : parts) {
            all.addAll(joined(part));
        }
        return all;
    }

    private static <R> R joined(Future<R> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException.Busy("interrupted while reading; ask again");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    void carryOver(RunGrant from, RunGrant to, Map<HistoryFile, Long> lines) {
        compactor.compact(from.runId());
        compactor.write(writer -> {
            if (!writer.reader().isCarried(to.runId(), to.generation())) {
                new CarryOver(writer, from, to).carry(lines);
            }
        });
        tails.of(key -> key.run() == to.runId() && key.generation() == to.generation())
                .forEach(tails::retire);
    }

    void compact(long run) {
        compactor.compact(run);
    }

    void drop(Set<Long> runs) {
        tails.drop(runs);
        runs.stream()
                .map(run -> committer.submit(writer -> writer.deleteRun(run)))
                .toList()
                .forEach(CompletableFuture::join);
        tails.drop(runs);
        runs.stream()
                .gather(Gatherers.windowFixed(DROPPED_AT_ONCE))
                .forEach(some -> compactor.write(writer -> some.forEach(writer::drop)));
    }

    void limitJournal(int pages) {
        committer.submit(writer -> writer.limit(pages)).join();
    }

    void limitHistory(int pages) {
        compactor.write(writer -> writer.limit(pages));
    }

    CompletableFuture<Void> holdCommits(CountDownLatch release) {
        return committer.submit(writer -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody may interrupt the journal's writer", e);
            }
        });
    }

    long queuedBytes() {
        return committer.queuedBytes();
    }

    void evict() {
        tails.of(key -> true).forEach(TailFile::evict);
    }

    long tailMemory() {
        return tails.memory();
    }

    @Override
    public void close() {
        workers.shutdown();
        compactor.stop();
        projections.close();
        committer.close();
        checkpointer.close();
        compactor.close();
        history.close();
        journal.close();
        journalWriter.close();
    }
}
