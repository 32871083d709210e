package dev.tunebook.store.artifacts;

import java.util.Optional;

/// A manifest to create, or to update the digest of.
///
/// @param name `wandb_manifest.json` and the like; patches share theirs
/// @param digest Base64 MD5 of the file; `""` while it is not known
/// @param run who sends a patch
public record NewManifest(
        long artifactId,
        String name,
        ManifestKind kind,
        String digest,
        Optional<Long> baseArtifactId,
        Optional<String> run) {}
