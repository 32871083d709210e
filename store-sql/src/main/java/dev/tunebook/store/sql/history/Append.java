package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.StreamBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One append on its way to the journal.
final class Append {
    private final long run;
    private final int generation;
    private final StreamBatch batch;
    private final List<Piece> pieces;
    private final List<JournalRow> rows = new ArrayList<>();
    private final CompletableFuture<Long> durable = new CompletableFuture<>();
    private CompletableFuture<Void> projected = CompletableFuture.completedFuture(null);

    /// Lines to write.
    ///
    /// @param content the block, packed
    /// @param parts the block by group
    /// @param newest its last line
    @SuppressWarnings("ArrayRecordComponent") // passed from hand to hand, never compared
    record Piece(TailFile file, Block block, byte[] content, List<Block.Part> parts, String newest) {
        HistoryFile kind() {
            return file.key().file();
        }
    }

    Append(long run, int generation, StreamBatch batch, List<Piece> pieces) {
        this.run = run;
        this.generation = generation;
        this.batch = batch;
        this.pieces = List.copyOf(pieces);
    }

    long run() {
        return run;
    }

    int generation() {
        return generation;
    }

    StreamBatch batch() {
        return batch;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /// What it holds in memory while it waits.
    long memory() {
        long bytes = 256;
        for (Piece piece : pieces) {
            bytes += piece.content().length
                    + piece.block().text().length * 2L
                    + piece.block().count() * 40L;
        }
        return bytes;
    }

    /// Gives out sequence numbers and lays out the rows; the last one says what the batch says of the run.
    List<JournalRow> rows(JournalWriter journal) {
        rows.clear();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            rows.add(row(
                    journal.nextSequence(),
                    Optional.of(piece.kind()),
                    piece.block().first(),
                    piece.block().count(),
                    i == pieces.size() - 1));
        }
        if (pieces.isEmpty()) {
            rows.add(row(journal.nextSequence(), Optional.empty(), 0, 0, true));
        }
        return rows;
    }

    private JournalRow row(long sequence, Optional<HistoryFile> file, long first, int lines, boolean last) {
        return new JournalRow(
                sequence,
                run,
                generation,
                file,
                first,
                lines,
                batch.receivedAt(),
                last ? batch.state() : Optional.empty(),
                last ? batch.exitCode() : Optional.empty());
    }

    /// The rows as they were written.
    List<JournalRow> rows() {
        return rows;
    }

    long sequence() {
        return rows.getLast().sequence();
    }

    /// Done when the rows are durable, with the sequence number.
    CompletableFuture<Long> durable() {
        return durable;
    }

    /// Done when what it says of the run has reached the run's metadata. Set before [#durable] is done.
    CompletableFuture<Void> projected() {
        return projected;
    }

    void projected(CompletableFuture<Void> projection) {
        projected = projection;
    }
}
