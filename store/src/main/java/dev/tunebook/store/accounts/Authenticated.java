package dev.tunebook.store.accounts;

/// Whom a credential proved.
public record Authenticated(User user, Credential credential) {}
