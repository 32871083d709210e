package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.ArtifactManifest;
import dev.tunebook.model.wire.Digests;
import dev.tunebook.model.wire.Json;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.CommittedContent;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.ManifestKind;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.blobs.Xxh128;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Ends a pending version: reads the manifests that were sent for it, checks that they say what was announced, and
/// has the store check that every byte is there.
final class Commit {
    /// A manifest of two million entries stays below it.
    private static final long LARGEST_MANIFEST = 512L << 20;

    private static final ArtifactManifest EMPTY = ArtifactManifest.of(Map.of());

    private final Store store;

    Commit(Store store) {
        this.store = store;
    }

    /// A committed version is returned as it is.
    Artifact commit(Viewer viewer, long artifactId) {
        Artifact artifact = require(viewer, artifactId);
        if (artifact.state() == ArtifactState.COMMITTED) {
            return artifact;
        }
        List<ManifestFile> sent = store.artifactContent().manifests(viewer, artifactId);
        // A patch without a digest was begun and never finished.
        List<ManifestFile> patches = sent.stream()
                .filter(manifest -> manifest.kind() == ManifestKind.PATCH
                        && !manifest.digest().isEmpty())
                .toList();
        ManifestFile last = sent.stream()
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> incomplete(artifact, "has no manifest"));
        return store.artifacts()
                .commit(
                        viewer,
                        artifactId,
                        switch (last.kind()) {
                            case FULL -> whole(artifact, last);
                            case INCREMENTAL ->
                                merged(artifact, base(viewer, last).overlay(read(artifact, last)));
                            case PATCH ->
                                merged(
                                        artifact,
                                        patches.stream()
                                                .map(patch -> read(artifact, patch))
                                                .reduce(EMPTY, ArtifactManifest::overlay));
                        });
    }

    private Artifact require(Viewer viewer, long id) {
        return store.artifacts().artifacts(viewer, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> HttpFailure.notFound("There is no artifact " + id + " that you may see."));
    }

    /// The manifest as it was sent.
    private CommittedContent whole(Artifact artifact, ManifestFile file) {
        ArtifactManifest manifest = read(artifact, file);
        String digest = digest(artifact, manifest);
        if (!digest.equals(artifact.digest())) {
            throw HttpFailure.badRequest(
                    "digest_mismatch",
                    "The manifest's digest is " + digest + ", but the artifact was announced with " + artifact.digest()
                            + "; log it again.");
        }
        Blob blob = blob(artifact, file);
        return new CommittedContent(blob, blob.md5(), Optional.empty(), entries(manifest));
    }

    /// A manifest of our own making, kept like one that was sent.
    private CommittedContent merged(Artifact artifact, ArtifactManifest manifest) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        manifest.write(json);
        Blob blob = store.blobs().put(new ByteArrayInputStream(json.toByteArray()), json.size());
        return new CommittedContent(blob, blob.md5(), Optional.of(digest(artifact, manifest)), entries(manifest));
    }

    private static String digest(Artifact artifact, ArtifactManifest manifest) {
        return switch (artifact.digestAlgorithm()) {
            case MANIFEST_MD5 -> manifest.digest();
            case MANIFEST_XXH128 -> {
                Xxh128 digest = new Xxh128();
                manifest.digestInto(bytes -> digest.update(bytes, 0, bytes.length));
                yield Digests.hex(digest.digest());
            }
        };
    }

    private ArtifactManifest base(Viewer viewer, ManifestFile incremental) {
        Optional<Artifact> base = incremental.baseArtifactId().map(id -> require(viewer, id));
        return base.flatMap(Artifact::manifestId)
                .flatMap(id -> store.artifactContent().manifest(viewer, id))
                .map(manifest -> read(base.orElseThrow(), manifest))
                .orElse(EMPTY);
    }

    private ArtifactManifest read(Artifact artifact, ManifestFile file) {
        Blob blob = blob(artifact, file);
        if (blob.size() > LARGEST_MANIFEST) {
            throw HttpFailure.of(
                    413,
                    "too_large",
                    "The manifest has " + blob.size() + " bytes, at most " + LARGEST_MANIFEST + " are read.");
        }
        try (InputStream bytes = store.blobs()
                .read(blob.sha256(), 0, blob.size())
                .orElseThrow(() -> incomplete(artifact, "has lost its manifest"))) {
            return ArtifactManifest.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Blob blob(Artifact artifact, ManifestFile file) {
        return file.blob().orElseThrow(() -> incomplete(artifact, "lacks its manifest '" + file.name() + "'"));
    }

    private static HttpFailure incomplete(Artifact artifact, String what) {
        return HttpFailure.badRequest(
                "incomplete", "Artifact " + artifact.id() + " " + what + "; upload it and commit again.");
    }

    private static List<ManifestEntry> entries(ArtifactManifest manifest) {
        return manifest.contents().entrySet().stream()
                .map(member -> entry(member.getKey().value(), member.getValue()))
                .toList();
    }

    private static ManifestEntry entry(String path, ArtifactManifest.Entry entry) {
        return new ManifestEntry(
                path,
                entry.digest(),
                entry.size().orElse(0),
                entry.reference(),
                entry.reference().isPresent()
                        ? Optional.empty()
                        : entry.birthArtifactId().map(id -> birth(path, id)),
                entry.extra().isEmpty() ? Optional.empty() : Optional.of(Json.write(Json.object(entry.extra()))));
    }

    private static long birth(String path, String id) {
        OptionalLong number =
                NodeId.parse(id).map(node -> node.number(Ids.ARTIFACT)).orElse(OptionalLong.empty());
        return number.orElseThrow(() -> HttpFailure.badRequest(
                "invalid_manifest",
                "The entry '" + path + "' names an artifact this server never gave: '" + id + "'."));
    }
}
