package dev.tunebook.store.sql.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A group in `history.db`, read as far as it is needed. Valid as long as the reader's state.
final class StoredGroup {
    private final HistoryReader reader;
    private final long file;
    private final GroupHeader header;
    private final Map<Integer, Column> columns = new HashMap<>();
    private Optional<StoredLines> lines = Optional.empty();
    private long[] digests = {};

    StoredGroup(HistoryReader reader, long file, GroupHeader header) {
        this.reader = reader;
        this.file = file;
        this.header = header;
    }

    int[] places() {
        return header.places();
    }

    long sequence() {
        return header.sequence();
    }

    private Optional<byte[]> chunk(String key) {
        return reader.key(key).flatMap(id -> reader.chunk(file, id, header.group()));
    }

    int[] places(String key) {
        return chunk(key).map(ColumnCodec::places).orElseGet(() -> new int[0]);
    }

    Points points(String key) {
        return chunk(key).map(ColumnCodec::points).orElse(Points.NONE);
    }

    long[] digests() {
        if (digests.length == 0) {
            digests = reader.digests(file, header);
        }
        return digests;
    }

    /// Whether the line at a place is here and has this digest.
    boolean has(int place, long digest) {
        int row = Arrays.binarySearch(header.places(), place);
        return row >= 0 && digests()[row] == digest;
    }

    StoredLines lines() {
        StoredLines read = lines.orElseGet(() -> reader.lines(file, header));
        lines = Optional.of(read);
        return read;
    }

    private Column column(int key) {
        return columns.computeIfAbsent(
                key,
                id -> ColumnCodec.decode(reader.chunk(file, id, header.group())
                        .orElseThrow(() -> new IllegalStateException("group " + header.group() + " of file " + file
                                + " has no chunk of key " + id + "; the database is damaged"))));
    }

    /// Writes a line as it was sent.
    void write(int row, ByteSink out) {
        lines().write(row, key -> Objects.requireNonNull(column(key)), out);
    }

    /// All lines as text.
    GroupLines text() {
        return lines().lines(this::column, digests());
    }
}
