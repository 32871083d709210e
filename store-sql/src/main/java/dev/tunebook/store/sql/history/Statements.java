package dev.tunebook.store.sql.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The prepared statements of one connection. One thread at a time.
final class Statements implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Statements.class.getName());
    private static final String ROLLBACK = "ROLLBACK";

    private final Sqlite database;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /// Reads one row.
    interface Reader<R> {
        R read(ResultSet row) throws SQLException;
    }

    /// Takes the connection over.
    Statements(Sqlite database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /// Long, Integer, Double, String, byte[] or an Optional of these.
    void run(String sql, Object... arguments) {
        try {
            bound(sql, arguments).execute();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /// The driver does not let a statement that has failed be used again.
    private RuntimeException failure(String sql, SQLException cause) {
        prepared.remove(sql);
        return database.failure(cause);
    }

    <R> List<R> all(Reader<R> reader, String sql, Object... arguments) {
        try (ResultSet found = bound(sql, arguments).executeQuery()) {
            List<R> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    <R> Optional<R> one(Reader<R> reader, String sql, Object... arguments) {
        try (ResultSet found = bound(sql, arguments).executeQuery()) {
            return found.next() ? Optional.of(reader.read(found)) : Optional.empty();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i] instanceof Optional<?> optional ? optional.orElse(null) : arguments[i];
            switch (argument) {
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case null, default -> statement.setObject(i + 1, argument);
            }
        }
        return statement;
    }

    /// Writes the write-ahead log back; when it is larger than this, readers are waited for so that it begins anew.
    /// What cannot be done now is done by a later one.
    void checkpoint(long mostLogBytes) {
        try {
            if (Checkpointer.checkpoint(connection, "PASSIVE") > mostLogBytes) {
                Checkpointer.checkpoint(connection, "RESTART");
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, database.file() + " could not be checkpointed: " + e.getMessage());
        }
    }

    /// After a failure the database has often rolled back by itself.
    void rollback() {
        try {
            bound(ROLLBACK).execute();
        } catch (SQLException e) {
            prepared.remove(ROLLBACK);
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
