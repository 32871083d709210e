package dev.tunebook.store.accounts;

/// A secret, encrypted. The store cannot open it.
///
/// @param sealedBy id of what it was sealed with
/// @param sealed Base64
public record SealedSecret(String sealedBy, String sealed) {}
