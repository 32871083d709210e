package dev.tunebook.store.accounts;

/// Something a user belongs to.
public record Membership(Entity entity, Role role) {}
