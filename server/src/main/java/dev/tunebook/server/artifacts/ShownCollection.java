package dev.tunebook.server.artifacts;

import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.CollectionKind;

/// A collection with the state the schema has for it.
record ShownCollection(ArtifactCollection value, boolean deleted) {

    static ShownCollection of(ArtifactCollection collection) {
        return new ShownCollection(collection, false);
    }

    /// The object type of its kind.
    String typeName() {
        return value.kind() == CollectionKind.SEQUENCE ? "ArtifactSequence" : "ArtifactPortfolio";
    }

    ShownType type() {
        return new ShownType(value.projectId(), value.type());
    }
}
