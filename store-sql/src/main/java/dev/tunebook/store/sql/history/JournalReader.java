package dev.tunebook.store.sql.history;

import dev.tunebook.model.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads rows of `journal.db`. One thread at a time.
final class JournalReader implements AutoCloseable {
    private static final String ROWS =
            "SELECT sequence, run, generation, file, first, lines, received_us, state, exit_code FROM batch"
                    + " ORDER BY sequence";

    private final Sqlite database;
    private final Connection connection;
    private final PreparedStatement content;

    JournalReader(Sqlite database) throws SQLException {
        this.database = database;
        connection = database.reader();
        content = connection.prepareStatement("SELECT content FROM batch WHERE sequence = ?");
    }

    /// All rows, in order, without their lines.
    List<JournalRow> rows() {
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ROWS)) {
            List<JournalRow> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private static JournalRow row(ResultSet found) throws SQLException {
        int exitCode = found.getInt(9);
        boolean exited = !found.wasNull();
        return new JournalRow(
                found.getLong(1),
                found.getLong(2),
                found.getInt(3),
                FileCodes.file(found.getInt(4)),
                found.getLong(5),
                found.getInt(6),
                JournalWriter.instant(found.getLong(7)),
                Optional.ofNullable(found.getString(8)).map(RunState::new),
                exited ? Optional.of(exitCode) : Optional.empty());
    }

    /// The lines of a row; empty when it is not there any more.
    Optional<Block> block(long sequence, long first) {
        try {
            content.setLong(1, sequence);
            try (ResultSet found = content.executeQuery()) {
                return found.next() ? Optional.of(Block.unpacked(first, found.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
