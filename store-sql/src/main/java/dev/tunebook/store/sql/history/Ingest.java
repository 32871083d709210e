package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.StreamBatch;
import dev.tunebook.store.runs.RunGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/// Takes in batches: packs them in the caller's thread, waits for the commit, and sees to it that what was added does
/// not grow over its bounds.
final class Ingest {
    /// A group in more parts than this is put together.
    private static final int MOST_PARTS = 32;

    private final Engine engine;
    private final Tails tails;
    private final Committer committer;
    private final Compactor compactor;

    Ingest(Engine engine, Tails tails, Committer committer, Compactor compactor) {
        this.engine = engine;
        this.tails = tails;
        this.committer = committer;
        this.compactor = compactor;
    }

    /// Returns when the batch is durable.
    Append append(RunGrant grant, StreamBatch batch) {
        tails.awaitRoom(compactor);
        Append append = new Append(grant.runId(), grant.generation(), batch, pieces(grant, batch.blocks()));
        committer.submit(append);
        try {
            append.durable().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
        append.pieces().forEach(piece -> tidy(piece.file()));
        if (tails.isCrowded()) {
            tails.relieve(compactor);
        }
        return append;
    }

    private void tidy(TailFile file) {
        if (file.hasFullGroups()) {
            compactor.request(file, false);
        } else if (file.isScattered(MOST_PARTS)) {
            file.view(0, true);
        }
    }

    private List<Append.Piece> pieces(RunGrant grant, List<LineBlock> blocks) {
        List<Append.Piece> pieces = new ArrayList<>();
        for (LineBlock block : blocks) {
            if (!block.lines().isEmpty()) {
                TailFile file = tails.open(FileKey.of(grant, block.file()));
                boolean alone = blocks.stream()
                                .filter(each -> each.file() == block.file())
                                .count()
                        == 1;
                for (Block part : news(file, Block.of(block), alone)) {
                    pieces.add(new Append.Piece(file, part, part.packed(), part.parts(), part.newest()));
                }
            }
        }
        return pieces;
    }

    /// What is new of a block; all of it when the same batch has more of the file, which could change what is stored.
    private List<Block> news(TailFile file, Block block, boolean alone) {
        return !alone || block.first() >= file.end()
                ? List.of(block)
                : engine.read(file.key(), view -> new Repeats(view).without(block));
    }
}
