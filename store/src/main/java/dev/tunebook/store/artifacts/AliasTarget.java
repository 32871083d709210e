package dev.tunebook.store.artifacts;

/// An alias within a collection, by names.
public record AliasTarget(String entity, String project, String collection, String alias) {}
