package dev.tunebook.store.artifacts;

/// The names are the wire's.
public enum ArtifactState {
    PENDING,
    COMMITTED,
    DELETED
}
