package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.blobs.Blob;
import java.util.Optional;

/// The file of a manifest.
record ManifestNode(ManifestFile manifest, ArtifactAddresses addresses) implements FileNode {

    @Override
    public String id() {
        return NodeId.of("ArtifactManifestFile", manifest.id()).encoded();
    }

    @Override
    public String name() {
        return manifest.name();
    }

    @Override
    public long size() {
        return manifest.blob().map(Blob::size).orElse(0L);
    }

    @Override
    public String directUrl() {
        return manifest.blob()
                .map(addresses::downloadManifest)
                .orElseThrow(() -> HttpFailure.notFound("The manifest was not uploaded yet."));
    }

    @Override
    public Optional<String> uploadUrl() {
        return Optional.of(addresses.uploadManifest(manifest));
    }

    @Override
    public Optional<String> mimetype() {
        return Optional.of("application/json");
    }

    @Override
    public Optional<String> digest() {
        return Optional.of(manifest.digest());
    }

    @Override
    public Optional<String> md5() {
        return manifest.blob().map(Blob::md5);
    }

    @Override
    public Optional<Long> artifactId() {
        return Optional.of(manifest.artifactId());
    }
}
