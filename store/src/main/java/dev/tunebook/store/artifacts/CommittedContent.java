package dev.tunebook.store.artifacts;

import dev.tunebook.store.blobs.Blob;
import java.util.List;
import java.util.Optional;

/// What a version contains in the end.
///
/// @param manifest the manifest file that will be served, already a blob
/// @param manifestDigest Base64 MD5 of it
/// @param digest of the artifact, where merging changed it
/// @param entries of that manifest, all of them
public record CommittedContent(
        Blob manifest, String manifestDigest, Optional<String> digest, List<ManifestEntry> entries) {
    public CommittedContent {
        entries = List.copyOf(entries);
    }
}
