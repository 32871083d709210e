package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.blobs.Blob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a committed version contains, and its manifest. Every entry is listed, references too.
final class ArtifactFiles {
    private final Store store;
    private final ArtifactAddresses addresses;

    ArtifactFiles(Store store, ArtifactAddresses addresses) {
        this.store = store;
        this.addresses = addresses;
    }

    void wire(Wiring wiring) {
        wiring.type("Artifact", Artifact.class)
                .field(
                        "currentManifest",
                        (artifact, call) -> artifact.manifestId()
                                .flatMap(id -> store.artifactContent().manifest(call.viewer(), id)))
                .field("files", this::files)
                .field(
                        "filesByManifestEntries",
                        (artifact, call) -> named(
                                artifact,
                                call.arguments().objects("entries").stream()
                                        .map(entry -> entry.required("name"))
                                        .toList(),
                                call));
        wiring.type("ArtifactCollectionMembership", ArtifactMembership.class)
                .field(
                        "files",
                        (member, call) ->
                                store.artifacts().artifacts(call.viewer(), List.of(member.artifactId())).stream()
                                        .findFirst()
                                        .map(artifact -> files(artifact, call)));
        wiring.type("ArtifactManifest", ManifestFile.class)
                .field("id", ContentMutations::id)
                .field("file", manifest -> new ManifestNode(manifest, addresses));
    }

    private Connection<FileNode> files(Artifact artifact, Call call) {
        List<String> names = call.arguments().texts("names").orElse(List.of());
        if (!names.isEmpty()) {
            return named(artifact, names, call);
        }
        Page<ManifestEntry> page = store.artifactContent()
                .entries(call.viewer(), artifact.id(), call.arguments().page());
        Map<String, Blob> blobs = blobs(artifact, page.nodes(), call);
        return Connection.of(page.map(entry -> node(artifact, entry, blobs)));
    }

    /// Those that exist, in the order asked for.
    private Connection<FileNode> named(Artifact artifact, List<String> names, Call call) {
        Arguments arguments = call.arguments();
        List<ManifestEntry> entries = store.artifactContent().entries(call.viewer(), artifact.id(), names);
        Map<String, Blob> blobs = blobs(artifact, entries, call);
        List<FileNode> nodes =
                entries.stream().map(entry -> node(artifact, entry, blobs)).toList();
        Page.Request page = arguments.page();
        Connection<FileNode> slice = Connection.slice(nodes, FileNode::id, page.after(), page.first());
        return new Connection<>(slice.edges(), slice.pageInfo(), OptionalInt.of(nodes.size()));
    }

    private Map<String, Blob> blobs(Artifact artifact, List<ManifestEntry> entries, Call call) {
        return store.artifactContent()
                .blobs(
                        call.viewer(),
                        artifact.id(),
                        entries.stream().map(ManifestEntry::path).toList());
    }

    private FileNode node(Artifact artifact, ManifestEntry entry, Map<String, Blob> blobs) {
        return new EntryNode(artifact, entry, Optional.ofNullable(blobs.get(entry.path())), addresses);
    }
}
