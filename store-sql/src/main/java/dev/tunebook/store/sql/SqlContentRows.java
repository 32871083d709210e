package dev.tunebook.store.sql;

import dev.tunebook.store.artifacts.ManifestEntry;
import dev.tunebook.store.artifacts.ManifestFile;
import dev.tunebook.store.artifacts.ManifestKind;
import dev.tunebook.store.artifacts.StoredBytes;
import dev.tunebook.store.blobs.Blob;
import dev.tunebook.store.rows.ContentRows;
import dev.tunebook.store.rows.ManifestRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

record SqlContentRows(Session session) implements ContentRows {
    private record Entry(long artifactId, ManifestEntry entry) {}

    private static final Table<ManifestRow> MANIFESTS = new Table<>(
            "manifest",
            1,
            "id, artifact_id, name, kind, digest, base_artifact_id, run, sha256, md5, xxh128, size",
            SqlContentRows::manifestRow,
            row -> List.of(
                    row.manifest().id(),
                    row.manifest().artifactId(),
                    row.manifest().name(),
                    row.manifest().kind(),
                    row.manifest().digest(),
                    row.manifest().baseArtifactId(),
                    row.run(),
                    row.manifest().blob().map(Blob::sha256),
                    row.manifest().blob().map(Blob::md5),
                    row.manifest().blob().flatMap(Blob::xxh128),
                    row.manifest().blob().map(Blob::size)));
    private static final Query<ManifestRow> MANIFEST = MANIFESTS.where("id = ?");
    private static final Query<ManifestRow> MANIFESTS_OF = MANIFESTS.where("artifact_id = ? ORDER BY id");

    private static final Table<StoredBytes> BYTES = new Table<>(
            "stored_bytes",
            2,
            "birth_artifact_id, digest, sha256, md5, xxh128, size",
            cells -> new StoredBytes(cells.number(), cells.text(), blob(cells)),
            bytes -> List.of(
                    bytes.birthArtifactId(),
                    bytes.digest(),
                    bytes.blob().sha256(),
                    bytes.blob().md5(),
                    bytes.blob().xxh128(),
                    bytes.blob().size()));
    private static final Query<StoredBytes> BYTES_AT = BYTES.where("birth_artifact_id = ? AND digest = ?");
    private static final Query<StoredBytes> BYTES_OF =
            BYTES.where("digest = ? ORDER BY birth_artifact_id DESC LIMIT ?");

    private static final Table<Entry> ENTRIES = new Table<>(
            "manifest_entry",
            2,
            "artifact_id, path, digest, size, reference, birth_artifact_id, extra",
            cells -> new Entry(
                    cells.number(),
                    new ManifestEntry(
                            cells.text(),
                            cells.text(),
                            cells.number(),
                            cells.optional(Cells::text),
                            cells.optional(Cells::number),
                            cells.optional(Cells::text))),
            row -> List.of(
                    row.artifactId,
                    row.entry.path(),
                    row.entry.digest(),
                    row.entry.size(),
                    row.entry.reference(),
                    row.entry.birthArtifactId(),
                    row.entry.extra()));
    private static final Query<Entry> ENTRY = ENTRIES.where("artifact_id = ? AND path = ?");
    private static final Query<Entry> ENTRIES_AFTER =
            ENTRIES.where("artifact_id = ? AND path > ? ORDER BY path LIMIT ?");
    private static final Query<Long> HOLDERS = new Query<>(
            "SELECT DISTINCT artifact_id FROM manifest_entry WHERE birth_artifact_id = ? AND digest = ?"
                    + " ORDER BY artifact_id",
            Cells::number);

    private static final String HELD_BY_ANOTHER =
            "EXISTS (SELECT 1 FROM manifest_entry WHERE manifest_entry.birth_artifact_id ="
                    + " stored_bytes.birth_artifact_id AND manifest_entry.digest = stored_bytes.digest"
                    + " AND manifest_entry.artifact_id <> ?)";
    private static final String FORGET_BORN =
            "DELETE FROM stored_bytes WHERE birth_artifact_id = ? AND NOT " + HELD_BY_ANOTHER;
    private static final String FORGET_HELD = "DELETE FROM stored_bytes WHERE (birth_artifact_id, digest) IN"
            + " (SELECT birth_artifact_id, digest FROM manifest_entry WHERE artifact_id = ?)"
            + " AND NOT EXISTS (SELECT 1 FROM artifact WHERE artifact.id = stored_bytes.birth_artifact_id)"
            + " AND NOT " + HELD_BY_ANOTHER;

    private static ManifestRow manifestRow(Cells cells) throws SQLException {
        var id = cells.number();
        var artifactId = cells.number();
        var name = cells.text();
        var kind = cells.constant(ManifestKind.class);
        var digest = cells.text();
        var base = cells.optional(Cells::number);
        var run = cells.optional(Cells::text);
        var blob = cells.optional(SqlContentRows::blob);
        return new ManifestRow(new ManifestFile(id, artifactId, name, kind, digest, base, blob), run);
    }

    private static Blob blob(Cells cells) throws SQLException {
        return new Blob(cells.text(), cells.text(), cells.optional(Cells::text), cells.number());
    }

    @Override
    public void put(ManifestRow manifest) {
        session.put(MANIFESTS, manifest);
    }

    @Override
    public Optional<ManifestRow> manifest(long id) {
        return session.one(MANIFEST, id);
    }

    @Override
    public List<ManifestRow> manifestsOf(long artifactId) {
        return session.all(MANIFESTS_OF, artifactId);
    }

    @Override
    public void put(StoredBytes bytes) {
        session.put(BYTES, bytes);
    }

    @Override
    public Optional<StoredBytes> bytes(long birthArtifactId, String digest) {
        return session.one(BYTES_AT, birthArtifactId, digest);
    }

    @Override
    public List<StoredBytes> bytesOf(String digest, int limit) {
        return session.all(BYTES_OF, digest, limit);
    }

    @Override
    public void putEntries(long artifactId, List<ManifestEntry> entries) {
        entries.forEach(entry -> session.put(ENTRIES, new Entry(artifactId, entry)));
    }

    @Override
    public List<ManifestEntry> entriesAfter(long artifactId, Optional<String> after, int limit) {
        return session.all(ENTRIES_AFTER, artifactId, after.orElse(""), limit).stream()
                .map(Entry::entry)
                .toList();
    }

    @Override
    public Optional<ManifestEntry> entry(long artifactId, String path) {
        return session.one(ENTRY, artifactId, path).map(Entry::entry);
    }

    @Override
    public List<Long> holders(long birthArtifactId, String digest) {
        return session.all(HOLDERS, birthArtifactId, digest);
    }

    @Override
    public void forgetBytesOnlyOf(long artifactId) {
        session.execute(FORGET_BORN, artifactId, artifactId);
        session.execute(FORGET_HELD, artifactId, artifactId);
    }
}
