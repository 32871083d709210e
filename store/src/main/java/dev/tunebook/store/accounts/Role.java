package dev.tunebook.store.accounts;

/// What a member may do in a team or organisation.
public enum Role {
    /// Everything, members included.
    ADMIN,
    /// Write.
    MEMBER,
    /// Read.
    VIEWER,
    /// Read only what a registry shares.
    RESTRICTED_VIEWER
}
