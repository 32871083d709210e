package dev.tunebook.server.datasets;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.blobs.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/// Finds out about data files, each thing once, on one thread that gives way to others.
final class Insights implements AutoCloseable {
    /// Part of every name: raised when something is found out differently.
    private static final String VERSION = "4";

    private final DataFiles files;
    private final InsightFolder folder;
    private final Map<String, CompletableFuture<ObjectNode>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("tunebook-insight")
            .factory());

    Insights(DataFiles files, InsightFolder folder) {
        this.files = files;
        this.folder = folder;
    }

    @FunctionalInterface
    private interface Work {
        ObjectNode run() throws IOException;
    }

    CompletableFuture<ObjectNode> insight(Blob blob) {
        return once("insight-" + VERSION + "-" + blob.sha256(), () -> Insight.of(files.open(blob, 0)));
    }

    CompletableFuture<ObjectNode> overlap(Blob blob, Blob other) {
        return once(
                "overlap-" + VERSION + "-" + blob.sha256() + "-" + other.sha256(),
                () -> Overlap.of(Overlap.keys(files.open(blob, 0)), Overlap.keys(files.open(other, 0))));
    }

    CompletableFuture<ObjectNode> difference(Blob before, Blob after) {
        return once(
                "diff-" + VERSION + "-" + before.sha256() + "-" + after.sha256(),
                () -> Difference.of(keys(before), keys(after)));
    }

    private RowKeys keys(Blob blob) throws IOException {
        try (InputStream bytes = files.open(blob, 0)) {
            return Difference.keys(bytes);
        }
    }

    private CompletableFuture<ObjectNode> once(String name, Work work) {
        Optional<ObjectNode> kept = folder.find(name);
        return kept.isPresent()
                ? CompletableFuture.completedFuture(kept.get())
                : underWay.computeIfAbsent(name, key -> start(key, work));
    }

    private CompletableFuture<ObjectNode> start(String name, Work work) {
        CompletableFuture<ObjectNode> future = CompletableFuture.supplyAsync(() -> find(name, work), worker);
        future.whenCompleteAsync((found, trouble) -> underWay.remove(name, future), worker);
        return future;
    }

    private ObjectNode find(String name, Work work) {
        return folder.find(name).orElseGet(() -> {
            try {
                ObjectNode found = work.run();
                folder.keep(name, found);
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// The result, where it is there within the time.
    ///
    /// @throws HttpFailure when it cannot be had
    static Optional<ObjectNode> within(CompletableFuture<ObjectNode> future, long seconds) {
        try {
            return Optional.of(future.get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | CancellationException e) {
            Throwable cause = e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
            if (cause instanceof HttpFailure failure) {
                throw failure;
            }
            throw HttpFailure.of(503, "insight_failed", "The file could not be read; ask again later.");
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
