package dev.tunebook.store.testkit;

import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.NewArtifact;
import dev.tunebook.store.blobs.Blob;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes artifact versions of real bytes, as somebody.
public final class Versions {
    private final Store store;
    private final Viewer viewer;

    public Versions(Store store, Viewer viewer) {
        this.store = store;
        this.viewer = viewer;
    }

    /// The text as a blob of the store.
    public Blob blob(String text) {
        return store.blobs().put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Long.MAX_VALUE);
    }

    /// A version of a `data` collection of the team `tuners`, whose digest follows from its files.
    public Artifact committed(String project, String collection, Map<String, String> files) {
        return committed(NewArtifact.of("tuners", project, "data", collection, digest(files)), files);
    }

    /// @param files contents by path
    public Artifact committed(NewArtifact wanted, Map<String, String> files) {
        var artifact = store.artifacts().create(viewer, wanted);
        return store.artifacts().commit(viewer, artifact.id(), content(artifact, files));
    }

    /// Stores the files under the pending artifact and tells what its commit takes.
    public CommittedContent content(Artifact artifact, Map<String, String> files) {
        var entries = files.entrySet().stream()
                .map(file -> {
                    var blob = blob(file.getValue());
                    store.artifactContent().attach(viewer, artifact.id(), blob.md5(), blob);
                    return entry(file.getKey(), blob);
                })
                .toList();
        return content(entries);
    }

    /// What a commit takes, with a manifest made up of the entries.
    public CommittedContent content(List<ManifestEntry> entries) {
        var manifest = blob("manifest of " + entries);
        return new CommittedContent(manifest, manifest.md5(), Optional.empty(), entries);
    }

    public static ManifestEntry entry(String path, Blob blob) {
        return new ManifestEntry(path, blob.md5(), blob.size(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String digest(Map<String, String> files) {
        return "%032x".formatted(Integer.toUnsignedLong(files.hashCode()));
    }
}
