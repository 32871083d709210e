package dev.tunebook.store.artifacts;

/// How a submitted manifest relates to the version's content. The names are the wire's.
public enum ManifestKind {
    /// It is the content.
    FULL,
    /// It is laid over the base artifact's.
    INCREMENTAL,
    /// One of several that together make the content.
    PATCH
}
