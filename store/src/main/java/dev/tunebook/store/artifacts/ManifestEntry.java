package dev.tunebook.store.artifacts;

import java.util.Optional;

/// One line of a manifest.
///
/// @param path logical path
/// @param digest as the manifest has it, usually Base64 MD5
/// @param reference address of something kept elsewhere
/// @param birthArtifactId under which the bytes were first stored; empty for references
/// @param extra a JSON object
public record ManifestEntry(
        String path,
        String digest,
        long size,
        Optional<String> reference,
        Optional<Long> birthArtifactId,
        Optional<String> extra) {}
