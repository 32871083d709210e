package dev.tunebook.store.accounts;

import java.time.Instant;
import java.util.Optional;

/// A credential as it may be shown: never its secret, never its hash.
///
/// @param prefix a beginning of the secret, for people to tell keys apart
public record Credential(
        long id,
        long userId,
        CredentialKind kind,
        String prefix,
        Optional<String> description,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {}
