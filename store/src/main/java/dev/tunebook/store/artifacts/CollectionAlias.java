package dev.tunebook.store.artifacts;

/// A name for a member of a collection.
public record CollectionAlias(long id, long collectionId, String alias) {}
