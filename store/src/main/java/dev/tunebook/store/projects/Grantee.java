package dev.tunebook.store.projects;

/// Whom a project is shared with.
public sealed interface Grantee {
    /// Storage id of the user or of the team's entity.
    long id();

    record Person(long id) implements Grantee {}

    record Team(long id) implements Grantee {}
}
