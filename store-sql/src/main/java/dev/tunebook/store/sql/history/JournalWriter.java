package dev.tunebook.store.sql.history;

import dev.tunebook.model.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// The one connection that writes `journal.db`. Belongs to the committer's thread.
final class JournalWriter implements AutoCloseable {
    static final int VERSION = 1;

    /// `batch`: consecutive lines of a file as they came; of two rows with the same line the later one counts.
    /// `sequence`: no number below `reserved` is given out again, whatever is deleted.
    static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE batch (
              sequence INTEGER PRIMARY KEY,
              run INTEGER NOT NULL,
              generation INTEGER NOT NULL,
              file INTEGER NOT NULL,
              first INTEGER NOT NULL,
              lines INTEGER NOT NULL,
              received_us INTEGER NOT NULL,
              state TEXT,
              exit_code INTEGER,
              content BLOB)""",
            "CREATE TABLE sequence (id INTEGER PRIMARY KEY CHECK (id = 1), reserved INTEGER NOT NULL)",
            "INSERT INTO sequence VALUES (1, 1)");

    private static final long RESERVE = 1L << 20;

    private final Statements statements;
    private long next;
    private long reserved;

    JournalWriter(Sqlite database) throws SQLException {
        Connection connection = database.writer();
        database.create(connection, VERSION, SCHEMA);
        statements = new Statements(database, connection);
        reserved = statements
                .one(row -> row.getLong(1), "SELECT reserved FROM sequence")
                .orElseThrow();
        next = reserved;
    }

    void begin() {
        statements.run("BEGIN IMMEDIATE");
    }

    void commit() {
        statements.run("COMMIT");
    }

    void rollback() {
        statements.rollback();
        // What the transaction reserved is not reserved; numbers it gave out stay unused.
        reserved = Math.min(reserved, next);
    }

    /// The number of the next row, growing for ever.
    long nextSequence() {
        if (next >= reserved) {
            statements.run("UPDATE sequence SET reserved = ?", next + RESERVE);
            reserved = next + RESERVE;
        }
        return next++;
    }

    /// @param content the lines, packed; empty for a row without lines
    void insert(JournalRow row, byte[] content) {
        statements.run(
                "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.sequence(),
                row.run(),
                row.generation(),
                row.file().map(FileCodes::code).orElse(FileCodes.NONE),
                row.first(),
                row.lines(),
                micros(row.receivedAt()),
                row.state().map(RunState::value),
                row.exitCode(),
                content);
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    void delete(long sequence) {
        statements.run("DELETE FROM batch WHERE sequence = ?", sequence);
    }

    void deleteRun(long run) {
        statements.run("DELETE FROM batch WHERE run = ?", run);
    }

    /// From here on the file may have so many pages.
    void limit(int pages) {
        statements.one(row -> row.getLong(1), "PRAGMA max_page_count = " + pages);
    }

    /// Writes the write-ahead log back and begins it anew, if no reader is in the way. Not inside a transaction.
    void emptyLog() {
        statements.checkpoint(0);
    }

    @Override
    public void close() {
        statements.close();
    }
}
