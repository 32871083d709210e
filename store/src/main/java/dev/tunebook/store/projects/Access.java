package dev.tunebook.store.projects;

/// What somebody may do with a project and all in it. Each includes those before it, only that `BROWSE` does not
/// include `METRICS`.
public enum Access {
    /// See the project's name, and of its runs what charts and tables show: configuration, summary, labels, logged
    /// values. None of their console and files, no artifact.
    METRICS,
    /// See names and metadata of artifacts and their collections, but none of their bytes and no run.
    BROWSE,
    READ,
    WRITE,
    /// Rename, delete and share the project.
    ADMINISTER;

    public boolean includes(Access other) {
        return compareTo(other) >= 0 && !(this == BROWSE && other == METRICS);
    }
}
