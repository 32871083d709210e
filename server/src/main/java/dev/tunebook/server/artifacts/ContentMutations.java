package dev.tunebook.server.artifacts;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.ArtifactFileSlot;
import dev.tunebook.store.artifacts.ArtifactFileSpec;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.ManifestKind;
import dev.tunebook.store.artifacts.NewManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Filling a pending version: manifests, addresses for its files, and the commit.
final class ContentMutations {
    private final Store store;
    private final ArtifactAddresses addresses;
    private final PartedUploads parted;
    private final Commit commit;

    ContentMutations(Store store, ArtifactAddresses addresses, PartedUploads parted) {
        this.store = store;
        this.addresses = addresses;
        this.parted = parted;
        this.commit = new Commit(store);
    }

    record ManifestPayload(ManifestFile artifactManifest) {}

    record FilesPayload(Connection<FileNode> files) {}

    record PartsPayload(String digest) {}

    static String id(ManifestFile manifest) {
        return NodeId.of(Ids.MANIFEST, manifest.id()).encoded();
    }

    void wire(Wiring wiring) {
        wiring.mutation("createArtifactManifest", this::createManifest)
                .mutation("updateArtifactManifest", this::updateManifest)
                .mutation("createArtifactFiles", this::createFiles)
                .mutation("completeMultipartUploadArtifact", this::completeParts)
                .mutation(
                        "commitArtifact",
                        call -> new VersionMutations.Payload(
                                commit.commit(call.viewer(), call.input().id("artifactID", Ids.ARTIFACT))));
        wiring.record("ArtifactManifestPayload", ManifestPayload.class)
                .record("CreateArtifactFilesPayload", FilesPayload.class)
                .record("CompleteMultipartUploadArtifactPayload", PartsPayload.class);
    }

    private ManifestPayload createManifest(Call call) {
        Arguments input = call.input();
        ManifestKind kind = input.text("type").map(ManifestKind::valueOf).orElse(ManifestKind.FULL);
        return new ManifestPayload(store.artifacts()
                .putManifest(
                        call.viewer(),
                        new NewManifest(
                                input.id("artifactID", Ids.ARTIFACT),
                                new LogicalPath(input.required("name")).value(),
                                kind,
                                input.required("digest"),
                                base(input),
                                input.text("runName").filter(run -> kind == ManifestKind.PATCH && !run.isEmpty()))));
    }

    private ManifestPayload updateManifest(Call call) {
        Arguments input = call.input();
        return new ManifestPayload(store.artifactContent()
                .updateManifest(
                        call.viewer(),
                        input.id("artifactManifestID", Ids.MANIFEST),
                        input.text("digest").orElse(""),
                        base(input)));
    }

    private static Optional<Long> base(Arguments input) {
        return input.text("baseArtifactID")
                .filter(id -> !id.isEmpty())
                .map(id -> input.id("baseArtifactID", Ids.ARTIFACT));
    }

    /// As many edges as were asked for, in that order.
    private FilesPayload createFiles(Call call) {
        List<ArtifactFileSpec> specs = new ArrayList<>();
        List<List<Long>> parts = new ArrayList<>();
        for (Arguments file : call.input().objects("artifactFiles")) {
            Content content = Content.of(
                    file.id("artifactID", Ids.ARTIFACT), file.text("digest").orElseGet(() -> file.required("md5")));
            String name = new LogicalPath(file.required("name")).value();
            specs.add(new ArtifactFileSpec(content.artifactId(), name, content.digest()));
            parts.add(file.objects("uploadPartsInput").stream()
                    .flatMap(part -> part.number("partNumber").stream().boxed())
                    .toList());
        }
        List<ArtifactFileSlot> slots = store.artifactContent().prepare(call.viewer(), specs);
        List<FileNode> nodes = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            nodes.add(new UploadNode(slots.get(i), parts.get(i), addresses));
        }
        return new FilesPayload(Connection.all(nodes, FileNode::id));
    }

    private PartsPayload completeParts(Call call) {
        Arguments input = call.input();
        List<PartedUploads.Part> parts = input.objects("completedParts").stream()
                .map(PartedUploads.Part::of)
                .toList();
        return new PartsPayload(parted.complete(
                call.viewer(), input.id("artifactID", Ids.ARTIFACT), input.required("uploadID"), parts));
    }
}
