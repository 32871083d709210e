package dev.tunebook.store.rows;

import java.time.Instant;
import java.util.Optional;

/// A user; its name is the personal entity's.
public record UserRow(
        long id,
        long entityId,
        String username,
        Optional<String> email,
        Optional<String> name,
        boolean administrator,
        boolean service,
        Optional<Long> defaultEntityId,
        Optional<String> passwordHash,
        Instant createdAt) {}
