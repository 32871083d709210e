package dev.tunebook.store.artifacts;

import java.util.Optional;

/// A use to record.
///
/// @param entity with `project`, the path the user typed, maybe of a link
public record NewUse(
        long runId, long artifactId, Optional<String> usedAs, Optional<String> entity, Optional<String> project) {}
