package dev.tunebook.store.accounts;

import java.time.Instant;
import java.util.Optional;

/// A credential to keep.
///
/// @param sha256 lower-case hex of the secret's SHA-256; the secret itself is not kept
public record NewCredential(
        CredentialKind kind, String sha256, String prefix, Optional<String> description, Optional<Instant> expiresAt) {
    public NewCredential {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a credential is kept as the SHA-256 of its secret in lower-case hex");
        }
    }
}
