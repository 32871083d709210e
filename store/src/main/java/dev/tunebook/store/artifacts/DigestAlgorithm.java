package dev.tunebook.store.artifacts;

/// How an artifact's digest was computed. The names are the wire's.
public enum DigestAlgorithm {
    MANIFEST_MD5,
    MANIFEST_XXH128
}
