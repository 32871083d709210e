package dev.tunebook.store.artifacts;

import java.util.Optional;

/// Where a file's bytes stand or go.
///
/// @param birthArtifactId the artifact they are, or will be, found under
/// @param stored the bytes when they are there already; else they must be uploaded
public record ArtifactFileSlot(ArtifactFileSpec spec, long birthArtifactId, Optional<StoredBytes> stored) {}
