package dev.tunebook.server.graphql;

/// Names a batch loader and fixes the types of its keys and values. Two keys of the same name are the same loader.
///
/// @param <K> what is asked for
/// @param <V> what comes back
public record LoaderKey<K, V>(String name) {}
