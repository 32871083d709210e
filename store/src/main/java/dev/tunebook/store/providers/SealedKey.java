package dev.tunebook.store.providers;

/// A service's key, encrypted. The store cannot open it.
///
/// @param sealedBy id of what it was sealed with
/// @param sealed Base64
/// @param ending what people may see of it; empty for a key too short to spare anything
public record SealedKey(String sealedBy, String sealed, String ending) {}
