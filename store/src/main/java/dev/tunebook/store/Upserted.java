package dev.tunebook.store;

/// What stands after a create-or-update, and which of the two it was.
public record Upserted<T>(T value, boolean inserted) {}
