package dev.tunebook.store.accounts;

/// What owns projects.
public enum EntityKind {
    USER,
    TEAM,
    ORGANIZATION
}
