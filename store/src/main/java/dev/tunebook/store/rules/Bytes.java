package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.DigestAlgorithm;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which stored bytes a viewer may have: those of artifacts he may read. Good for one read or write.
final class Bytes {
    private static final int CANDIDATES = 100;

    private final Rows rows;
    private final ArtifactRights rights;
    /// The many files of a manifest were born under few artifacts.
    private final Map<Long, Boolean> births = new HashMap<>();

    Bytes(Rows rows, ArtifactRights rights) {
        this.rows = rows;
        this.rights = rights;
    }

    /// Whether the viewer may read the artifact itself.
    boolean isReadable(long birthArtifactId) {
        return births.computeIfAbsent(birthArtifactId, id -> rights.readable(id).isPresent());
    }

    Optional<StoredBytes> readable(long birthArtifactId, String digest) {
        return rows.content().bytes(birthArtifactId, digest).filter(this::mayRead);
    }

    private boolean mayRead(StoredBytes bytes) {
        return isReadable(bytes.birthArtifactId()) || readers(bytes).findAny().isPresent();
    }

    /// The artifacts the viewer may read that have these bytes: the one they were born in, and all that hold them.
    Stream<Artifact> readers(StoredBytes bytes) {
        var holders = rows.content().holders(bytes.birthArtifactId(), bytes.digest());
        return Stream.concat(Stream.of(bytes.birthArtifactId()), holders.stream())
                .flatMap(id -> rights.readable(id).stream())
                .map(ArtifactRow::artifact);
    }

    /// Equal bytes the viewer may read, wherever they stand.
    Optional<StoredBytes> anywhere(String digest, DigestAlgorithm algorithm) {
        return rows.content().bytesOf(digest, CANDIDATES).stream()
                .filter(bytes -> isDigestOf(digest, bytes.blob(), algorithm) && mayRead(bytes))
                .findFirst();
    }

    /// Digests are only trusted where the store computed them itself.
    static boolean isDigestOf(String digest, Blob blob, DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case MANIFEST_MD5 -> blob.md5().equals(digest);
            case MANIFEST_XXH128 -> blob.xxh128().equals(Optional.of(digest));
        };
    }

    /// The entry with the artifact its bytes stand under, and the size they have.
    ///
    /// @throws StoreException.Conflict when there are none that the viewer may read
    ManifestEntry located(Artifact artifact, ManifestEntry entry) {
        if (entry.reference().isPresent()) {
            return entry;
        }
        var found = readable(entry.birthArtifactId().orElse(artifact.id()), entry.digest())
                .or(() -> entry.birthArtifactId().isEmpty()
                        ? anywhere(entry.digest(), artifact.digestAlgorithm())
                        : Optional.empty())
                .orElseThrow(() -> new StoreException.Conflict(
                        "incomplete",
                        "the bytes of " + entry.path() + " (" + entry.digest() + ") were not uploaded; upload them and"
                                + " commit again"));
        return new ManifestEntry(
                entry.path(),
                entry.digest(),
                found.blob().size(),
                Optional.empty(),
                Optional.of(found.birthArtifactId()),
                entry.extra());
    }
}
