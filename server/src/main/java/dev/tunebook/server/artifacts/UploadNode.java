package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.storage.ContentTypes;
import dev.tunebook.store.artifacts.ArtifactFileSlot;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.blobs.Blob;
import java.util.List;
import java.util.Optional;

/// A file a client wants to upload, and where to.
///
/// @param partNumbers when it comes in parts; else empty
record UploadNode(ArtifactFileSlot slot, List<Long> partNumbers, ArtifactAddresses addresses) implements FileNode {

    private Content content() {
        return new Content(slot.spec().artifactId(), slot.spec().digest());
    }

    @Override
    public String id() {
        return new NodeId("ArtifactFile", slot.spec().artifactId() + ":" + name()).encoded();
    }

    @Override
    public String name() {
        return slot.spec().name();
    }

    @Override
    public long size() {
        return slot.stored().map(StoredBytes::blob).map(Blob::size).orElse(0L);
    }

    @Override
    public String directUrl() {
        return slot.stored()
                .map(stored -> addresses.download(stored.blob(), name()))
                .orElseThrow(() -> HttpFailure.notFound("The bytes of '" + name() + "' were not uploaded yet."));
    }

    @Override
    public Optional<String> uploadUrl() {
        return slot.stored().isPresent() ? Optional.empty() : Optional.of(addresses.upload(content(), name()));
    }

    @Override
    public Optional<Parts> parts() {
        if (partNumbers.isEmpty() || slot.stored().isPresent()) {
            return Optional.empty();
        }
        List<Part> signed = partNumbers.stream()
                .map(number -> new Part(number, addresses.uploadPart(content(), number, name())))
                .toList();
        return Optional.of(new Parts(content().name(), signed));
    }

    @Override
    public Optional<String> storagePath() {
        return Optional.of(ArtifactAddresses.storagePath(
                slot.birthArtifactId(), slot.spec().digest()));
    }

    @Override
    public Optional<String> mimetype() {
        return Optional.of(ContentTypes.of(name()));
    }

    @Override
    public Optional<String> digest() {
        return Optional.of(slot.spec().digest());
    }

    @Override
    public Optional<Long> artifactId() {
        return Optional.of(slot.birthArtifactId());
    }
}
