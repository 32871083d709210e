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
import org.jspecify.annotations.Nullable;

/// One connection with its prepared statements. Used by one thread at a time.
final class Session implements AutoCloseable {
    private static final String SAVEPOINT = "SAVEPOINT work";
    private static final String RELEASE = "RELEASE work";
    private static final String ROLLBACK_TO = "ROLLBACK TO work";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    /// Why the transaction is gone before its end. A database that finds no space takes it back by itself; what came
    /// next would be committed statement by statement.
    private @Nullable RuntimeException lost;

    /// Takes the connection over. Transactions are begun and ended here, in SQL: the driver's own handling of them
    /// would add statements to each.
    Session(Connection connection) {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
            rollback();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    <R> Optional<R> one(Query<R> query, Object... arguments) {
        try (var results = bound(query.sql(), arguments).executeQuery()) {
            var cells = new Cells(results);
            return cells.nextRow() ? Optional.of(query.reader().read(cells)) : Optional.empty();
        } catch (SQLException e) {
            throw failed(query.sql(), e);
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
            throw failed(query.sql(), e);
        }
    }

    void execute(String sql, Object... arguments) {
        try {
            bound(sql, arguments).execute();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    <R> void put(Table<R> table, R row) {
        execute(table.upsert(), table.cells(row));
    }

    /// The driver takes a statement that failed out of use, so it is prepared anew next time.
    private RuntimeException failed(String sql, SQLException cause) {
        prepared.remove(sql);
        var failure = SqlFailures.of(cause);
        if (SqlFailures.mayEndTransaction(cause)) {
            lost = failure;
        }
        return failure;
    }

    void begin(String statement) {
        lost = null;
        execute(statement);
    }

    void commit() {
        execute("COMMIT");
    }

    /// Whatever became of the transaction, it is over.
    void rollback() {
        try (var statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            if (lost == null) {
                throw SqlFailures.of(e);
            }
        }
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
        if (lost != null) {
            throw lost;
        }
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
