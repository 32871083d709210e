package dev.tunebook.store.artifacts;

import dev.tunebook.store.blobs.Blob;
import java.util.Optional;

/// A manifest file of an artifact.
///
/// @param blob its bytes, once uploaded
public record ManifestFile(
        long id,
        long artifactId,
        String name,
        ManifestKind kind,
        String digest,
        Optional<Long> baseArtifactId,
        Optional<Blob> blob) {}
