package dev.tunebook.store;

import dev.tunebook.store.artifacts.ArtifactFileSlot;
import dev.tunebook.store.artifacts.ArtifactFileSpec;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.blobs.Blob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bytes of artifacts: which are stored already, which blob holds them, what a version contains.
///
/// Bytes are known by the artifact they were first stored under (the *birth* artifact) and the digest the
/// client named.
public interface ArtifactContentStore {

    /// For each file, in order: where its bytes stand, or that they must be uploaded. Nothing need be uploaded
    /// only when the same bytes are stored under an artifact the viewer may read: knowing a digest gives nobody
    /// a file.
    List<ArtifactFileSlot> prepare(Viewer viewer, List<ArtifactFileSpec> files);

    /// Registers verified bytes under a pending artifact; they are pinned from here on. Again changes nothing.
    void attach(Viewer viewer, long artifactId, String digest, Blob blob);

    /// Registers the uploaded bytes of a manifest.
    ManifestFile attachManifest(Viewer viewer, long manifestId, Blob blob);

    /// Names the digest a pending artifact's manifest will have, and its base where given.
    ManifestFile updateManifest(Viewer viewer, long manifestId, String digest, Optional<Long> baseArtifactId);

    Optional<ManifestFile> manifest(Viewer viewer, long manifestId);

    /// Manifests put for an artifact, oldest first; a committed one has its merged one last.
    List<ManifestFile> manifests(Viewer viewer, long artifactId);

    /// Entries of a committed version by path, code-point order.
    Page<ManifestEntry> entries(Viewer viewer, long artifactId, Page.Request page);

    /// Those of the paths that exist, in the order of the paths.
    List<ManifestEntry> entries(Viewer viewer, long artifactId, List<String> paths);

    /// The blobs behind those of the paths that exist and are stored, by path.
    Map<String, Blob> blobs(Viewer viewer, long artifactId, List<String> paths);

    /// Where the bytes of this digest stand for a viewer who may read the artifact (first kind of address), or any
    /// artifact of the entity with such bytes (second kind).
    Optional<StoredBytes> bytes(Viewer viewer, BytesAddress address);

    /// How bytes are asked for.
    sealed interface BytesAddress {
        String digest();

        /// @param birthArtifactId under which the bytes were first stored
        record OfArtifact(long birthArtifactId, String digest) implements BytesAddress {}

        record OfEntity(String entity, String digest) implements BytesAddress {}
    }
}
