package dev.tunebook.store.providers;

import dev.tunebook.store.accounts.SealedSecret;

/// A service's key, encrypted.
///
/// @param ending what people may see of it; empty for a key too short to spare anything
public record SealedKey(SealedSecret secret, String ending) {}
