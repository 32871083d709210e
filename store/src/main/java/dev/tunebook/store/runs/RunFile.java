package dev.tunebook.store.runs;

import java.time.Instant;
import java.util.Optional;

/// A file of a run.
///
/// @param name slash-separated path
/// @param sha256 the blob
/// @param md5 Base64
public record RunFile(
        long id,
        long runId,
        String name,
        String sha256,
        String md5,
        long size,
        Optional<String> mimetype,
        Instant updatedAt) {}
