package dev.tunebook.store.rows;

import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.StoredBytes;
import java.util.List;
import java.util.Optional;

public interface ContentRows {
    void put(ManifestRow manifest);

    Optional<ManifestRow> manifest(long id);

    List<ManifestRow> manifestsOf(long artifactId);

    void put(StoredBytes bytes);

    Optional<StoredBytes> bytes(long birthArtifactId, String digest);

    /// Newest birth first.
    List<StoredBytes> bytesOf(String digest, int limit);

    /// Adds entries an artifact does not have yet.
    void putEntries(long artifactId, List<ManifestEntry> entries);

    /// By path in code-point order, behind `after`.
    List<ManifestEntry> entriesAfter(long artifactId, Optional<String> after, int limit);

    Optional<ManifestEntry> entry(long artifactId, String path);

    /// Artifacts with an entry of these bytes.
    List<Long> holders(long birthArtifactId, String digest);

    /// Forgets the bytes that nobody but this artifact has; to be called while the artifact has its entries still.
    void forgetBytesOnlyOf(long artifactId);
}
