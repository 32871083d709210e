package dev.tunebook.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection with its prepared statements. Used by one thread at a time.
final class Session implements AutoCloseable {
    private static final String SAVEPOINT = "SAVEPOINT work";
    private static final String RELEASE = "RELEASE work";
    private static final String ROLLBACK_TO = "ROLLBACK TO work";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /// Takes the connection over. Transactions are begun and ended here, in SQL: the driver's own handling of them
    /// would add statements to each.
    Session(Connection connection) {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
            execute("ROLLBACK");
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    <R> Optional<R> one(Query<R> query, Object... arguments) {
        try (var results = bound(query.sql(), arguments).executeQuery()) {
            var cells = new Cells(results);
            return cells.nextRow() ? Optional.of(query.reader().read(cells)) : Optional.empty();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    <R> List<R> all(Query<R> query, Object... arguments) {
        try (var results = bound(query.sql(), arguments).executeQuery()) {
            var cells = new Cells(results);
            var rows = new ArrayList<R>();
            while (cells.nextRow()) {
                rows.add(query.reader().read(cells));
            }
            return List.copyOf(rows);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    void execute(String sql, Object... arguments) {
        try {
            bound(sql, arguments).execute();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    <R> void put(Table<R> table, R row) {
        execute(table.upsert(), table.cells(row));
    }

    void begin(String statement) {
        execute(statement);
    }

    void commit() {
        execute("COMMIT");
    }

    void rollback() {
        execute("ROLLBACK");
    }

    /// From here on, [#rollbackToSavepoint] takes back; savepoints nest.
    void savepoint() {
        execute(SAVEPOINT);
    }

    void releaseSavepoint() {
        execute(RELEASE);
    }

    void rollbackToSavepoint() {
        execute(ROLLBACK_TO);
        execute(RELEASE);
    }

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, Object argument) throws SQLException {
        switch (argument) {
            case Optional<?> optional when optional.isEmpty() -> statement.setObject(at, null);
            case Optional<?> optional -> bind(statement, at, optional.get());
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case Boolean flag -> statement.setBoolean(at, flag);
            case Instant time -> statement.setLong(at, Cells.micros(time));
            case Enum<?> constant -> statement.setString(at, constant.name());
            case List<?> texts ->
                statement.setString(
                        at, Cells.list(texts.stream().map(Object::toString).toList()));
            default -> throw new IllegalArgumentException("no column holds a " + argument.getClass());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}
