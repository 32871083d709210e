package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.store.history.ValueType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The one connection that writes `history.db`. One thread at a time.
final class HistoryWriter implements AutoCloseable {
    private static final int MOST_KEYS_REMEMBERED = 100_000;
    private static final long WORTH_A_CHECKPOINT = 8 << 20;

    private final Statements statements;
    private final HistoryReader reader;
    /// Keys whose numbers are on disk.
    private final Map<String, Integer> keys = new HashMap<>();
    /// Keys the current transaction has looked up or added.
    private final Map<String, Integer> fresh = new HashMap<>();
    /// Bytes written since the last checkpoint.
    private long logged;

    HistoryWriter(Sqlite database) throws SQLException {
        Connection connection = database.writer();
        database.create(connection, HistorySchema.VERSION, HistorySchema.TABLES);
        statements = new Statements(database, connection);
        reader = new HistoryReader(statements);
    }

    /// Reads what the transaction has written so far.
    HistoryReader reader() {
        return reader;
    }

    void begin() {
        fresh.clear();
        statements.run("BEGIN IMMEDIATE");
    }

    void commit() {
        statements.run("COMMIT");
        if (keys.size() > MOST_KEYS_REMEMBERED) {
            keys.clear();
        }
        keys.putAll(fresh);
    }

    void rollback() {
        statements.rollback();
    }

    /// Writes the write-ahead log back when enough has come together that it is worth its two syncs, and begins it anew
    /// when it has grown too large.
    void checkpoint(long mostLogBytes) {
        if (logged >= WORTH_A_CHECKPOINT) {
            statements.checkpoint(mostLogBytes);
            logged = 0;
        }
    }

    /// The number of the file, which gets a row when it has none.
    long file(FileKey key) {
        return reader.file(key).map(StoredFile::id).orElseGet(() -> {
            statements.run(
                    "INSERT INTO file (run, generation, kind, lines, last_line) VALUES (?, ?, ?, 0, x'')",
                    key.run(),
                    key.generation(),
                    FileCodes.code(key.file()));
            return reader.file(key).orElseThrow().id();
        });
    }

    void end(long file, long lines, String lastLine) {
        statements.run("UPDATE file SET lines = ?, last_line = ? WHERE id = ?", lines, lastLine.getBytes(UTF_8), file);
    }

    private int key(String name) {
        Integer known = keys.get(name);
        if (known == null) {
            known = fresh.get(name);
        }
        if (known == null) {
            known = reader.key(name).orElseGet(() -> {
                statements.run("INSERT INTO key (name) VALUES (?)", name);
                return reader.key(name).orElseThrow();
            });
            fresh.put(name, known);
        }
        return known;
    }

    /// Writes a group of a file without keys, over what may be there.
    void put(long file, int group, long sequence, GroupLines lines) {
        put(file, group, sequence, lines, OptionalLong.empty(), StoredLines.pack(lines));
    }

    /// Takes out the chunks of a group that is about to be written anew.
    void removeChunks(long file, int group, StoredLines lines) {
        for (int key : lines.keys()) {
            statements.run("DELETE FROM chunk WHERE file = ? AND key = ? AND grp = ?", file, key, group);
        }
    }

    /// Writes a group of a file with keys, of which there are no chunks.
    void put(long file, int group, long sequence, PackedGroup packed) {
        Map<Integer, Integer> ids = new HashMap<>();
        for (PackedGroup.Chunk chunk : packed.chunks()) {
            int id = key(chunk.name());
            ids.put(chunk.key(), id);
            put(file, id, group, chunk);
        }
        put(file, group, sequence, packed.lines(), packed.lastStep(), StoredLines.pack(packed, ids));
    }

    private void put(long file, int key, int group, PackedGroup.Chunk chunk) {
        Counts counts = chunk.counts();
        logged += chunk.content().length;
        statements.run(
                "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                file,
                key,
                group,
                counts.count(ValueType.NUMBER),
                counts.count(ValueType.STRING),
                counts.count(ValueType.BOOLEAN),
                counts.count(ValueType.NULL),
                counts.count(ValueType.LIST),
                counts.count(ValueType.OBJECT),
                real(counts.min()),
                real(counts.max()),
                counts.last(),
                chunk.content());
    }

    private static Object real(OptionalDouble number) {
        return number.isPresent() ? (Object) number.getAsDouble() : Optional.empty();
    }

    private void put(long file, int group, long sequence, GroupLines lines, OptionalLong step, byte[] content) {
        ByteSink digests = new ByteSink(8 * lines.count());
        int[] places = new int[lines.count()];
        for (int row = 0; row < places.length; row++) {
            places[row] = lines.place(row);
            digests.i64(lines.digest(row));
        }
        logged += content.length + digests.size();
        boolean dense = lines.lastPlace() - lines.place(0) == places.length - 1;
        ByteSink gaps = new ByteSink(64);
        ColumnCodec.writePlaces(places, dense, new ByteSink(8), gaps);
        statements.run(
                "INSERT OR REPLACE INTO line_group VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                file,
                group,
                sequence,
                places.length,
                places[0],
                dense ? Optional.empty() : gaps.toArray(),
                step.isPresent() ? (Object) step.getAsLong() : Optional.empty(),
                content,
                digests.toArray());
    }

    /// Copies the groups below one of a file to another file that has none.
    void copy(long from, long to, int below) {
        for (String table : List.of("line_group", "chunk")) {
            String columns = table.equals("chunk")
                    ? "key, grp, numbers, strings, booleans, nulls, lists, objects, min, max, last, content"
                    : "grp, sequence, count, first, places, last_step, content, digests";
            statements.run(
                    "INSERT INTO " + table + " (file, " + columns + ") SELECT ?, " + columns + " FROM " + table
                            + " WHERE file = ? AND grp < ?",
                    to,
                    from,
                    below);
        }
    }

    void carried(long run, int generation) {
        statements.run("INSERT INTO carried VALUES (?, ?)", run, generation);
    }

    void drop(long run) {
        for (StoredFile file : reader.files(run)) {
            statements.run("DELETE FROM chunk WHERE file = ?", file.id());
            statements.run("DELETE FROM line_group WHERE file = ?", file.id());
        }
        statements.run("DELETE FROM file WHERE run = ?", run);
        statements.run("DELETE FROM carried WHERE run = ?", run);
    }

    /// From here on the file may have so many pages.
    void limit(int pages) {
        statements.one(row -> row.getLong(1), "PRAGMA max_page_count = " + pages);
    }

    @Override
    public void close() {
        statements.close();
    }
}
