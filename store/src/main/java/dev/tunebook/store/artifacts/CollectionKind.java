package dev.tunebook.store.artifacts;

/// The names are the wire's.
public enum CollectionKind {
    /// Owns its versions.
    SEQUENCE,
    /// Links versions of sequences.
    PORTFOLIO
}
