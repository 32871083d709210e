package dev.tunebook.store.accounts;

/// A group of teams.
///
/// @param entity the org entity, which owns registries; its id is the organisation's
/// @param displayName what people call it; need not equal the entity's name
public record Organization(Entity entity, String displayName) {}
