package dev.tunebook.store.rows;

import dev.tunebook.store.artifacts.ArtifactCollection;

/// A collection and the version index its next member gets.
public record CollectionRow(ArtifactCollection collection, int nextVersionIndex) {}
