package dev.tunebook.store.rows;

import java.time.Instant;

/// An artifact in a collection.
public record MembershipRow(long id, long collectionId, long artifactId, int versionIndex, Instant createdAt) {}
