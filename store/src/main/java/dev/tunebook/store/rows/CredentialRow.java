package dev.tunebook.store.rows;

import dev.tunebook.store.accounts.Credential;

/// A credential and the hash it is found by.
public record CredentialRow(Credential credential, String sha256) {}
