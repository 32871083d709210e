package dev.tunebook.store.rows;

/// An alias of a membership.
public record AliasRow(long id, long collectionId, long membershipId, String alias) {}
