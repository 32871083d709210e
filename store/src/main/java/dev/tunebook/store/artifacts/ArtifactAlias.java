package dev.tunebook.store.artifacts;

/// A name for a member of a collection.
public record ArtifactAlias(long id, long collectionId, String alias) {}
