package dev.tunebook.store.artifacts;

import java.time.Instant;
import java.util.Optional;

/// A type of artifacts in a project.
public record ArtifactType(long id, long projectId, String name, Optional<String> description, Instant createdAt) {}
