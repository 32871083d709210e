package dev.tunebook.store.rules;

import dev.tunebook.store.ArtifactContentStore;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactFileSlot;
import dev.tunebook.store.artifacts.ArtifactFileSpec;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.ManifestRow;
import dev.tunebook.store.rows.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bytes of artifacts.
record ArtifactContentRules(Engine engine, Journal journal, Referred referred) implements ArtifactContentStore {
    private static final int CANDIDATES = 100;

    @Override
    public List<ArtifactFileSlot> prepare(Viewer viewer, List<ArtifactFileSpec> files) {
        return engine.read(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var bytes = new Bytes(rows, rights);
            var artifacts = new HashMap<Long, Artifact>();
            return files.stream()
                    .map(file -> {
                        var artifact = artifacts.computeIfAbsent(
                                file.artifactId(),
                                id -> requirePending(rights.requireWritable(id).artifact()));
                        return slot(bytes, artifact, file);
                    })
                    .toList();
        });
    }

    private static Artifact requirePending(Artifact artifact) {
        if (artifact.state() != ArtifactState.PENDING) {
            throw new StoreException.Conflict(
                    "committed", "artifact " + artifact.id() + " is committed; log another version to change it");
        }
        return artifact;
    }

    private static ArtifactFileSlot slot(Bytes bytes, Artifact artifact, ArtifactFileSpec file) {
        var stored = bytes.readable(artifact.id(), file.digest())
                .or(() -> bytes.anywhere(file.digest(), artifact.digestAlgorithm()))
                .filter(found -> bytes.isReadable(found.birthArtifactId()));
        return new ArtifactFileSlot(
                file, stored.map(StoredBytes::birthArtifactId).orElse(artifact.id()), stored);
    }

    @Override
    public void attach(Viewer viewer, long artifactId, String digest, Blob blob) {
        engine.write(rows -> {
            var artifact = new ArtifactRights(rows, new Rights(rows, viewer))
                    .requireWritable(artifactId)
                    .artifact();
            if (!Bytes.isDigestOf(digest, blob, artifact.digestAlgorithm())) {
                throw new StoreException.Invalid(
                        "digest_mismatch",
                        "the bytes have MD5 " + blob.md5() + " and XXH128 "
                                + blob.xxh128().orElse("unknown") + " but " + digest
                                + " was announced; upload them again");
            }
            if (rows.content().bytes(artifactId, digest).isEmpty()) {
                requirePending(artifact);
                referred.require(blob.sha256());
                rows.content().put(new StoredBytes(artifactId, digest, blob));
            }
            return true;
        });
    }

    @Override
    public ManifestFile attachManifest(Viewer viewer, long manifestId, Blob blob) {
        return engine.write(rows -> {
            var row = requireManifest(rows, viewer, manifestId);
            var old = row.manifest();
            if (old.blob().equals(Optional.of(blob))) {
                return old;
            }
            if (!old.digest().isEmpty() && !old.digest().equals(blob.md5())) {
                throw new StoreException.Invalid(
                        "digest_mismatch",
                        "the manifest has MD5 " + blob.md5() + " but " + old.digest()
                                + " was announced; upload it again");
            }
            referred.require(blob.sha256());
            return changed(rows, viewer, row, old.digest(), old.baseArtifactId(), Optional.of(blob));
        });
    }

    @Override
    public ManifestFile updateManifest(Viewer viewer, long manifestId, String digest, Optional<Long> baseArtifactId) {
        return engine.write(rows -> {
            baseArtifactId.ifPresent(rights(rows, viewer)::requireReadable);
            var row = requireManifest(rows, viewer, manifestId);
            var old = row.manifest();
            var base = baseArtifactId.or(old::baseArtifactId);
            if (old.digest().equals(digest) && old.baseArtifactId().equals(base)) {
                return old;
            }
            return changed(
                    rows,
                    viewer,
                    row,
                    digest,
                    base,
                    old.blob().filter(blob -> blob.md5().equals(digest)));
        });
    }

    private static ManifestRow requireManifest(Rows rows, Viewer viewer, long manifestId) {
        return visible(rows, rights(rows, viewer), manifestId)
                .orElseThrow(() -> new StoreException.NotFound("there is no manifest " + manifestId));
    }

    private static ManifestFile changed(
            Rows rows, Viewer viewer, ManifestRow row, String digest, Optional<Long> base, Optional<Blob> blob) {
        var old = row.manifest();
        requirePending(rights(rows, viewer).requireWritable(old.artifactId()).artifact());
        var changed = new ManifestFile(old.id(), old.artifactId(), old.name(), old.kind(), digest, base, blob);
        rows.content().put(new ManifestRow(changed, row.run()));
        return changed;
    }

    private static Optional<ManifestRow> visible(Rows rows, ArtifactRights rights, long manifestId) {
        return rows.content()
                .manifest(manifestId)
                .filter(row -> rights.readable(row.manifest().artifactId()).isPresent());
    }

    @Override
    public Optional<ManifestFile> manifest(Viewer viewer, long manifestId) {
        return engine.read(
                rows -> visible(rows, rights(rows, viewer), manifestId).map(ManifestRow::manifest));
    }

    private static ArtifactRights rights(Rows rows, Viewer viewer) {
        return new ArtifactRights(rows, new Rights(rows, viewer));
    }

    @Override
    public List<ManifestFile> manifests(Viewer viewer, long artifactId) {
        return engine.read(rows -> {
            rights(rows, viewer).requireReadable(artifactId);
            return rows.content().manifestsOf(artifactId).stream()
                    .map(ManifestRow::manifest)
                    .toList();
        });
    }

    @Override
    public Page<ManifestEntry> entries(Viewer viewer, long artifactId, Page.Request page) {
        return engine.read(rows -> {
            var artifact = rights(rows, viewer).requireReadable(artifactId).artifact();
            var rest = rows.content().entriesAfter(artifactId, page.after().map(Paging::decode), page.first() + 1);
            return Paging.page(rest, entry -> Paging.encode(entry.path()), page, artifact.fileCount());
        });
    }

    @Override
    public List<ManifestEntry> entries(Viewer viewer, long artifactId, List<String> paths) {
        return engine.read(rows -> {
            rights(rows, viewer).requireReadable(artifactId);
            return paths.stream()
                    .flatMap(path -> rows.content().entry(artifactId, path).stream())
                    .toList();
        });
    }

    @Override
    public Map<String, Blob> blobs(Viewer viewer, long artifactId, List<String> paths) {
        return engine.read(rows -> {
            rights(rows, viewer).requireReadable(artifactId);
            var found = new HashMap<String, Blob>();
            paths.forEach(path -> rows.content()
                    .entry(artifactId, path)
                    .flatMap(entry -> entry.birthArtifactId()
                            .flatMap(birth -> rows.content().bytes(birth, entry.digest())))
                    .ifPresent(stored -> found.put(path, stored.blob())));
            return found;
        });
    }

    @Override
    public Optional<StoredBytes> bytes(Viewer viewer, BytesAddress address) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var bytes = new Bytes(rows, new ArtifactRights(rows, rights));
            return switch (address) {
                case BytesAddress.OfArtifact(long birth, var digest) -> bytes.readable(birth, digest);
                case BytesAddress.OfEntity(var entity, var digest) ->
                    rows.content().bytesOf(digest, CANDIDATES).stream()
                            .filter(stored ->
                                    bytes.readers(stored).anyMatch(artifact -> isOwnedBy(rows, artifact, entity)))
                            .findFirst();
            };
        });
    }

    private static boolean isOwnedBy(Rows rows, Artifact artifact, String entity) {
        return rows.projects()
                .byId(artifact.projectId())
                .filter(row -> row.project().entity().equalsIgnoreCase(entity))
                .isPresent();
    }
}
