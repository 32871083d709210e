package dev.tunebook.store.rows;

import dev.tunebook.store.accounts.Role;

/// A user in a team or organisation.
public record MemberRow(long entityId, long userId, Role role) {}
