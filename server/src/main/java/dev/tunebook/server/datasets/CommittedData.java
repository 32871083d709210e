package dev.tunebook.server.datasets;

import dev.tunebook.store.ChangeLog;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.projects.Change;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Looks at data files as soon as they are committed, so that nobody waits when their page is opened.
final class CommittedData implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CommittedData.class.getName());
    private static final Viewer SYSTEM = Viewer.system("data insight");
    private static final int CHANGES = 1_000;
    private static final int ENTRIES = 100;
    private static final long LARGEST = 256L << 20;

    private final Store store;
    private final Insights insights;
    private final Map<Long, Long> seen = new ConcurrentHashMap<>();
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tunebook-committed-data").factory());
    private final ChangeLog.Subscription subscription;

    CommittedData(Store store, Insights insights) {
        this.store = store;
        this.insights = insights;
        this.subscription = store.changes().listen(project -> reader.execute(() -> look(project)));
    }

    private void look(long project) {
        try {
            long latest = store.changes().latest(SYSTEM, project);
            // What changed before this server heard of the project is looked at when somebody asks.
            long after = seen.getOrDefault(project, Math.max(0, latest - CHANGES));
            List<Change> changes = store.changes().after(SYSTEM, project, after, CHANGES);
            changes.forEach(change -> seen.put(project, change.sequence()));
            List<Long> artifacts = changes.stream()
                    .filter(change -> change.kind() == Change.Kind.ARTIFACT)
                    .map(Change::objectId)
                    .toList();
            store.artifacts().artifacts(SYSTEM, artifacts).stream()
                    .filter(artifact -> artifact.state() == ArtifactState.COMMITTED)
                    .forEach(this::look);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "Data of project " + project + " is looked at when asked for: " + e.getMessage());
        }
    }

    private void look(Artifact artifact) {
        Page<ManifestEntry> entries =
                store.artifactContent().entries(SYSTEM, artifact.id(), Page.Request.first(ENTRIES));
        List<String> paths = entries.nodes().stream()
                .filter(entry -> entry.size() <= LARGEST && isData(artifact, entry))
                .map(ManifestEntry::path)
                .toList();
        store.artifactContent().blobs(SYSTEM, artifact.id(), paths).values().forEach(insights::insight);
    }

    /// Data files of jobs are named by their ids; others tell by their name.
    private boolean isData(Artifact artifact, ManifestEntry entry) {
        return entry.path().endsWith(".jsonl")
                || artifact.metadata()
                                .filter(text -> text.contains("\"file_id\""))
                                .isPresent()
                        && !entry.path().contains(".");
    }

    @Override
    public void close() {
        subscription.close();
        reader.shutdownNow();
    }
}
