package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.store.history.ValueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads `history.db` through one connection. One thread at a time.
final class HistoryReader implements AutoCloseable {
    private static final String FILE = "SELECT id, generation, kind, lines, last_line FROM file WHERE run = ?";
    private static final String HEADER = "SELECT grp, sequence, count, first, places FROM line_group WHERE file = ?";
    private static final String CHUNK = "SELECT grp, content FROM chunk WHERE file = ? AND key = ?";
    private static final String COUNTS = "SELECT k.name, c.grp, numbers, strings, booleans, nulls, lists, objects,"
            + " min, max, last FROM chunk c JOIN key k ON k.id = c.key WHERE c.file = ?";

    private final Statements statements;

    HistoryReader(Statements statements) {
        this.statements = statements;
    }

    /// The values of a key in a group, packed.
    @SuppressWarnings("ArrayRecordComponent") // passed from hand to hand, never compared
    record Chunk(int group, byte[] content) {}

    record GroupCounts(String key, int group, Counts counts) {}

    /// From here to [#end] every read sees the same state.
    void begin() {
        statements.run("BEGIN");
    }

    void end() {
        statements.rollback();
    }

    Optional<StoredFile> file(FileKey key) {
        return statements.one(
                HistoryReader::file,
                FILE + " AND generation = ? AND kind = ?",
                key.run(),
                key.generation(),
                FileCodes.code(key.file()));
    }

    List<StoredFile> files(long run) {
        return statements.all(HistoryReader::file, FILE, run);
    }

    private static StoredFile file(ResultSet row) throws SQLException {
        int kind = row.getInt(3);
        return new StoredFile(
                row.getLong(1),
                row.getInt(2),
                FileCodes.file(kind)
                        .orElseThrow(() -> new IllegalStateException(
                                "history.db has a file of kind " + kind + "; start the newer version that wrote it")),
                row.getLong(4),
                new String(row.getBytes(5), UTF_8));
    }

    boolean isCarried(long run, int generation) {
        return statements
                .one(row -> true, "SELECT 1 FROM carried WHERE run = ? AND generation = ?", run, generation)
                .isPresent();
    }

    Optional<Integer> key(String name) {
        return statements.one(row -> row.getInt(1), "SELECT id FROM key WHERE name = ?", name);
    }

    /// The stored groups from one to before another, ascending.
    List<GroupHeader> headers(long file, int from, int to) {
        return statements.all(HistoryReader::header, HEADER + " AND grp >= ? AND grp < ? ORDER BY grp", file, from, to);
    }

    /// The watermarks of the stored groups from one to before another.
    Map<Integer, Long> watermarks(long file, int from, int to) {
        return statements
                .all(
                        row -> Map.entry(row.getInt(1), row.getLong(2)),
                        "SELECT grp, sequence FROM line_group WHERE file = ? AND grp >= ? AND grp < ?",
                        file,
                        from,
                        to)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<GroupHeader> header(long file, int group) {
        return statements.one(HistoryReader::header, HEADER + " AND grp = ?", file, group);
    }

    private static GroupHeader header(ResultSet row) throws SQLException {
        int count = row.getInt(3);
        byte[] places = row.getBytes(5);
        return new GroupHeader(
                row.getInt(1),
                row.getLong(2),
                places == null
                        ? ColumnCodec.from(row.getInt(4), count)
                        : ColumnCodec.readPlaces(new ByteSource(places), count));
    }

    StoredLines lines(long file, GroupHeader header) {
        return StoredLines.unpack(header.places(), blob("content", file, header.group()));
    }

    long[] digests(long file, GroupHeader header) {
        ByteSource in = new ByteSource(blob("digests", file, header.group()));
        long[] digests = new long[header.places().length];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = in.i64();
        }
        return digests;
    }

    private byte[] blob(String column, long file, int group) {
        return statements
                .one(
                        row -> row.getBytes(1),
                        "SELECT " + column + " FROM line_group WHERE file = ? AND grp = ?",
                        file,
                        group)
                .orElseThrow(() ->
                        new IllegalStateException("group " + group + " of file " + file + " is gone while it is read"));
    }

    Optional<byte[]> chunk(long file, int key, int group) {
        return statements.one(row -> row.getBytes(2), CHUNK + " AND grp = ?", file, key, group);
    }

    /// The chunks of a key in groups from one to before another, ascending.
    List<Chunk> chunks(long file, int key, int from, int to) {
        return statements.all(
                row -> new Chunk(row.getInt(1), row.getBytes(2)),
                CHUNK + " AND grp >= ? AND grp < ? ORDER BY grp",
                file,
                key,
                from,
                to);
    }

    /// What is counted, by key and then ascending by group.
    List<GroupCounts> counts(long file) {
        return statements.all(HistoryReader::counts, COUNTS + " ORDER BY c.key, c.grp", file);
    }

    private static GroupCounts counts(ResultSet row) throws SQLException {
        Counts counts = new Counts();
        counts.add(ValueType.NUMBER, row.getLong(3));
        counts.add(ValueType.STRING, row.getLong(4));
        counts.add(ValueType.BOOLEAN, row.getLong(5));
        counts.add(ValueType.NULL, row.getLong(6));
        counts.add(ValueType.LIST, row.getLong(7));
        counts.add(ValueType.OBJECT, row.getLong(8));
        double min = row.getDouble(9);
        if (!row.wasNull()) {
            counts.range(min);
            counts.range(row.getDouble(10));
        }
        counts.last(row.getString(11));
        return new GroupCounts(row.getString(1), row.getInt(2), counts);
    }

    record GroupStep(int group, long step) {}

    /// The greatest integer `_step` of each group that has one.
    List<GroupStep> lastSteps(long file) {
        return statements.all(
                row -> new GroupStep(row.getInt(1), row.getLong(2)),
                "SELECT grp, last_step FROM line_group WHERE file = ? AND last_step IS NOT NULL",
                file);
    }

    @Override
    public void close() {
        statements.close();
    }
}
