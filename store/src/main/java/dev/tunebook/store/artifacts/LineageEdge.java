package dev.tunebook.store.artifacts;

import java.time.Instant;
import java.util.Optional;

/// An artifact went into or came out of a run.
public record LineageEdge(
        long id, long runId, long artifactId, Direction direction, Optional<String> usedAs, Instant createdAt) {
    public enum Direction {
        /// The run read the artifact.
        INPUT,
        /// The run made the artifact.
        OUTPUT
    }
}
