package dev.tunebook.store.accounts;

/// What a credential is good for.
public enum CredentialKind {
    /// Sent by programs with every request.
    API_KEY,
    /// The browser's cookie.
    SESSION,
    /// Printed once, good once.
    SIGN_IN_LINK
}
