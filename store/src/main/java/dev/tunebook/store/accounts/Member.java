package dev.tunebook.store.accounts;

/// Somebody in a team or organisation.
public record Member(User user, Role role) {}
