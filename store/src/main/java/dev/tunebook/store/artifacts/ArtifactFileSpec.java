package dev.tunebook.store.artifacts;

/// A file the client is about to upload.
///
/// @param digest Base64, as the client names it
public record ArtifactFileSpec(long artifactId, String name, String digest) {}
