package dev.tunebook.store.artifacts;

import java.util.Optional;

/// A manifest to create, or to update the digest of.
///
/// @param name `wandb_manifest.json` and the like; PATCH manifests of several runs share theirs and are told
///     apart by run
/// @param digest Base64 MD5 of the file; `""` while it is not known
public record NewManifest(
        long artifactId,
        String name,
        ManifestKind kind,
        String digest,
        Optional<Long> baseArtifactId,
        Optional<String> run) {}
