package dev.tunebook.store.rules;

import dev.tunebook.store.BlobCleanup;
import dev.tunebook.store.BlobStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.blobs.StoredBlob;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Bytes nothing refers to. They are removed inside a write, so that whoever is about to refer to them either did so
/// before, which keeps them, or finds them gone and says so ({@link Referred}).
record BlobCleanupRules(Engine engine, BlobStore blobs, Journal journal) implements BlobCleanup {

    @Override
    public Looked look(Viewer viewer, Optional<String> after, int most) {
        var page = blobs.list(after, most);
        var unsettled = engine.read(rows -> {
            requireSystem(rows, viewer);
            return page.stream()
                    .map(StoredBlob::sha256)
                    .filter(sha256 -> isReferred(rows, sha256) == isMarked(rows, sha256))
                    .toList();
        });
        if (!unsettled.isEmpty()) {
            settle(unsettled);
        }
        int marked = engine.read(rows -> (int)
                page.stream().filter(blob -> isMarked(rows, blob.sha256())).count());
        return new Looked(
                page.size(),
                page.stream().mapToLong(StoredBlob::size).sum(),
                marked,
                page.size() < most
                        ? Optional.empty()
                        : Optional.of(page.getLast().sha256()));
    }

    private void settle(List<String> unsettled) {
        engine.write(rows -> {
            var now = journal.now();
            for (var sha256 : unsettled) {
                if (isReferred(rows, sha256)) {
                    rows.blobs().unmark(sha256);
                } else if (!isMarked(rows, sha256)) {
                    rows.blobs().mark(sha256, now);
                }
            }
            return true;
        });
    }

    private static boolean isReferred(Rows rows, String sha256) {
        return rows.blobs().isReferred(sha256);
    }

    private static boolean isMarked(Rows rows, String sha256) {
        return rows.blobs().mark(sha256).isPresent();
    }

    @Override
    public Removed remove(Viewer viewer, Instant markedBefore, int most) {
        return engine.write(rows -> {
            requireSystem(rows, viewer);
            var marks = rows.blobs().markedBefore(markedBefore, most);
            int removed = 0;
            long bytes = 0;
            for (var sha256 : marks) {
                long size = blobs.size(sha256).orElse(0L);
                if (!isReferred(rows, sha256) && blobs.delete(sha256, markedBefore)) {
                    removed++;
                    bytes += size;
                }
                rows.blobs().unmark(sha256);
            }
            return new Removed(marks.size(), removed, bytes);
        });
    }

    @Override
    public int marked(Viewer viewer) {
        return engine.read(rows -> {
            requireSystem(rows, viewer);
            return rows.blobs().marks();
        });
    }

    private static void requireSystem(Rows rows, Viewer viewer) {
        new Rights(rows, viewer).requireSystem("clean up blobs");
    }
}
