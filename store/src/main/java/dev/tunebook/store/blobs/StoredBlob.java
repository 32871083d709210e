package dev.tunebook.store.blobs;

import java.time.Instant;

/// A blob as it lies there.
///
/// @param size in bytes
/// @param writtenAt when these bytes came last
public record StoredBlob(String sha256, long size, Instant writtenAt) {}
