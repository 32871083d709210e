package dev.tunebook.store.accounts;

import java.time.Instant;
import java.util.Optional;

/// An owner of projects: a person's own, a team, an organisation.
///
/// @param organizationId id of the org entity a team belongs to
/// @param displayName what people call an organisation
public record Entity(
        long id,
        String name,
        EntityKind kind,
        Optional<Long> organizationId,
        Optional<String> displayName,
        Instant createdAt) {}
