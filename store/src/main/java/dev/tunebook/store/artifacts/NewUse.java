package dev.tunebook.store.artifacts;

import java.util.Optional;

/// A use to record: it belongs to the version itself, so that its source and every link show it.
public record NewUse(long runId, long artifactId, Optional<String> usedAs) {}
