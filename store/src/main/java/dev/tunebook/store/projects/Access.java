package dev.tunebook.store.projects;

/// What somebody may do with a project and all in it. Each includes those before it.
public enum Access {
    /// See names and metadata of artifacts and their collections, but none of their bytes and no run.
    BROWSE,
    READ,
    WRITE,
    /// Rename, delete and share the project.
    ADMINISTER;

    public boolean includes(Access other) {
        return compareTo(other) >= 0;
    }
}
