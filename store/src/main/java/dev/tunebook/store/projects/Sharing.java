package dev.tunebook.store.projects;

/// Who beyond the members of the owning entity may use a project. The names are the wire's `access` values.
public enum Sharing {
    /// Members of the entity, each by its role.
    PRIVATE,
    /// Like `PRIVATE`; registries use it for invited members only.
    RESTRICTED,
    /// Members of the entity may read, whatever their role.
    ENTITY_READ,
    /// Members of the entity may write, whatever their role.
    ENTITY_WRITE,
    /// Everybody signed in may read.
    USER_READ,
    /// Everybody signed in may write.
    USER_WRITE
}
