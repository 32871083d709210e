package dev.tunebook.store.memory;

import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.LogicalPath;
import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.rows.ContentRows;
import dev.tunebook.store.rows.ManifestRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

final class MemoryContentRows implements ContentRows {
    private record Entry(long artifactId, ManifestEntry entry) {
        Pair<Long, LogicalPath> key() {
            return new Pair<>(artifactId, new LogicalPath(entry.path()));
        }
    }

    private final Table<Long, ManifestRow> manifests;
    private final Table<Long, ManifestRow>.Index<Long> manifestsOf;
    private final Table<Pair<Long, String>, StoredBytes> bytes;
    private final Table<Pair<Long, String>, StoredBytes>.Index<String> byDigest;
    private final Table<Pair<Long, String>, StoredBytes>.Index<Long> byBirth;
    private final Table<Pair<Long, String>, StoredBytes>.Index<String> byBytes;
    private final Table<Long, ManifestRow>.Index<String> manifestsByBytes;
    private final Table<Pair<Long, LogicalPath>, Entry> entries;
    private final Table<Pair<Long, LogicalPath>, Entry>.Index<Pair<Long, String>> holders;
    private final Table<Pair<Long, LogicalPath>, Entry>.Index<Long> entriesOf;

    private final LongPredicate isArtifact;

    /// @param isArtifact whether there is an artifact of this id
    MemoryContentRows(Undo undo, LongPredicate isArtifact) {
        this.isArtifact = isArtifact;
        manifests = new Table<>(undo, row -> row.manifest().id());
        manifestsOf = manifests.by(row -> row.manifest().artifactId());
        manifestsByBytes =
                manifests.by(row -> row.manifest().blob().map(Blob::sha256).orElse(""));
        bytes = new Table<>(undo, row -> new Pair<>(row.birthArtifactId(), row.digest()));
        byDigest = bytes.by(StoredBytes::digest);
        byBirth = bytes.by(StoredBytes::birthArtifactId);
        byBytes = bytes.by(stored -> stored.blob().sha256());
        entries = new Table<>(undo, Entry::key);
        holders = entries.by(row -> new Pair<>(row.entry.birthArtifactId().orElse(0L), row.entry.digest()));
        entriesOf = entries.by(Entry::artifactId);
    }

    @Override
    public void put(ManifestRow manifest) {
        manifests.put(manifest);
    }

    @Override
    public Optional<ManifestRow> manifest(long id) {
        return manifests.get(id);
    }

    @Override
    public List<ManifestRow> manifestsOf(long artifactId) {
        return manifestsOf.all(artifactId);
    }

    @Override
    public void put(StoredBytes stored) {
        bytes.put(stored);
    }

    @Override
    public Optional<StoredBytes> bytes(long birthArtifactId, String digest) {
        return bytes.get(new Pair<>(birthArtifactId, digest));
    }

    @Override
    public List<StoredBytes> bytesOf(String digest, int limit) {
        return byDigest.all(digest).stream()
                .sorted(Comparator.comparingLong(StoredBytes::birthArtifactId).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public void putEntries(long artifactId, List<ManifestEntry> added) {
        added.forEach(entry -> entries.put(new Entry(artifactId, entry)));
    }

    @Override
    public List<ManifestEntry> entriesAfter(long artifactId, Optional<String> after, int limit) {
        return entriesOf.all(artifactId).stream()
                .filter(row -> after.isEmpty() || row.key().second().compareTo(new LogicalPath(after.get())) > 0)
                .limit(limit)
                .map(Entry::entry)
                .toList();
    }

    @Override
    public Optional<ManifestEntry> entry(long artifactId, String path) {
        return path(path)
                .flatMap(logical -> entries.get(new Pair<>(artifactId, logical)))
                .map(Entry::entry);
    }

    /// Empty for what no entry can be called.
    private static Optional<LogicalPath> path(String text) {
        try {
            return Optional.of(new LogicalPath(text));
        } catch (InvalidNameException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<Long> holders(long birthArtifactId, String digest) {
        return holders.all(new Pair<>(birthArtifactId, digest)).stream()
                .map(Entry::artifactId)
                .distinct()
                .toList();
    }

    boolean isReferred(String sha256) {
        return byBytes.count(sha256) > 0 || manifestsByBytes.count(sha256) > 0;
    }

    @Override
    public void forgetBytesOnlyOf(long artifactId) {
        var born = byBirth.all(artifactId).stream();
        var held = entriesOf.all(artifactId).stream()
                .flatMap(row -> row.entry.birthArtifactId().stream()
                        .filter(birth -> !isArtifact.test(birth))
                        .flatMap(birth -> bytes(birth, row.entry.digest()).stream()));
        Stream.concat(born, held)
                .filter(stored -> holders(stored.birthArtifactId(), stored.digest()).stream()
                        .allMatch(holder -> holder == artifactId))
                .forEach(stored -> bytes.remove(new Pair<>(stored.birthArtifactId(), stored.digest())));
    }

    long sizeBornUnder(long artifactId) {
        return byBirth.all(artifactId).stream()
                .mapToLong(stored -> stored.blob().size())
                .sum();
    }

    void deleteOf(long artifactId) {
        manifestsOf
                .all(artifactId)
                .forEach(row -> manifests.remove(row.manifest().id()));
        entriesOf.all(artifactId).forEach(row -> entries.remove(row.key()));
    }
}
