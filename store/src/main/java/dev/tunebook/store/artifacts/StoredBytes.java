package dev.tunebook.store.artifacts;

import dev.tunebook.store.blobs.Blob;

/// Bytes under the artifact they were first stored with.
public record StoredBytes(long birthArtifactId, String digest, Blob blob) {}
