package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.storage.ContentTypes;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.blobs.Blob;
import java.time.Instant;
import java.util.Optional;

/// An entry of a committed version: a stored file, or a reference.
///
/// @param blob the bytes of a stored file
record EntryNode(Artifact artifact, ManifestEntry entry, Optional<Blob> blob, ArtifactAddresses addresses)
        implements FileNode {

    @Override
    public String id() {
        return new NodeId("ArtifactFile", artifact.id() + ":" + entry.path()).encoded();
    }

    @Override
    public String name() {
        return entry.path();
    }

    @Override
    public long size() {
        return entry.size();
    }

    /// Of a reference the address it points at, which nobody here ever opens.
    @Override
    public String directUrl() {
        return entry.reference()
                .or(() -> blob.map(bytes -> addresses.download(bytes, entry.path())))
                .orElseThrow(() -> HttpFailure.notFound("The bytes of '" + entry.path() + "' are not stored here."));
    }

    @Override
    public Optional<String> url(boolean upload) {
        return upload ? Optional.empty() : Optional.of(directUrl());
    }

    @Override
    public Optional<String> storagePath() {
        return entry.birthArtifactId().map(birth -> ArtifactAddresses.storagePath(birth, entry.digest()));
    }

    @Override
    public Optional<String> mimetype() {
        return Optional.of(ContentTypes.of(entry.path()));
    }

    @Override
    public Optional<Instant> updatedAt() {
        return Optional.of(artifact.createdAt());
    }

    @Override
    public Optional<String> digest() {
        return Optional.of(entry.digest());
    }

    @Override
    public Optional<String> md5() {
        return blob.map(Blob::md5);
    }

    @Override
    public Optional<Long> artifactId() {
        return entry.birthArtifactId();
    }
}
