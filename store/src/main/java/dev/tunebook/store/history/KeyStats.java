package dev.tunebook.store.history;

/// What is known of one key's numbers over all lines.
public record KeyStats(String key, long count, double min, double max, double last) {}
