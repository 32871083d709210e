package dev.tunebook.store.sql.history;

import dev.tunebook.model.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteRun;
    private final PreparedStatement reserve;
    private long next;
    private long reserved;

    JournalWriter(Sqlite database) throws SQLException {
        connection = database.writer();
        database.create(connection, VERSION, SCHEMA);
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        insert = connection.prepareStatement("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        delete = connection.prepareStatement("DELETE FROM batch WHERE sequence = ?");
        deleteRun = connection.prepareStatement("DELETE FROM batch WHERE run = ?");
        reserve = connection.prepareStatement("UPDATE sequence SET reserved = ?");
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT reserved FROM sequence")) {
            reserved = row.getLong(1);
            next = reserved;
        }
    }

    void begin() throws SQLException {
        begin.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    /// Nothing when the database has rolled back by itself, as it does when it finds no space.
    void rollback() {
        try {
            rollback.execute();
        } catch (SQLException e) {
            // Not in a transaction any more.
        }
        // What the transaction reserved is not reserved; numbers it gave out stay unused.
        reserved = Math.min(reserved, next);
    }

    /// The number of the next row, growing for ever.
    long nextSequence() throws SQLException {
        if (next >= reserved) {
            reserve.setLong(1, next + RESERVE);
            reserve.executeUpdate();
            reserved = next + RESERVE;
        }
        return next++;
    }

    void insert(JournalRow row, byte[] content) throws SQLException {
        insert.setLong(1, row.sequence());
        insert.setLong(2, row.run());
        insert.setInt(3, row.generation());
        insert.setInt(4, row.file().map(FileCodes::code).orElse(FileCodes.NONE));
        insert.setLong(5, row.first());
        insert.setInt(6, row.lines());
        insert.setLong(7, micros(row.receivedAt()));
        setOptional(8, row.state().map(RunState::value), Types.VARCHAR);
        setOptional(9, row.exitCode(), Types.INTEGER);
        insert.setBytes(10, content);
        insert.executeUpdate();
    }

    private void setOptional(int at, Optional<?> value, int type) throws SQLException {
        if (value.isPresent()) {
            insert.setObject(at, value.get());
        } else {
            insert.setNull(at, type);
        }
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    void delete(long sequence) throws SQLException {
        delete.setLong(1, sequence);
        delete.executeUpdate();
    }

    void deleteRun(long run) throws SQLException {
        deleteRun.setLong(1, run);
        deleteRun.executeUpdate();
    }

    /// Writes the write-ahead log back and begins it anew, if no reader is in the way. Not inside a transaction.
    void emptyLog() {
        try {
            Checkpointer.checkpoint(connection, "RESTART");
        } catch (SQLException e) {
            // Only later then; the log stays as it is.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
