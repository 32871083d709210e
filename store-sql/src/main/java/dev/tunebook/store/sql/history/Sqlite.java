package dev.tunebook.store.sql.history;

import dev.tunebook.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// One of the two files of histories: how connections to it are made, and what its errors mean.
record Sqlite(Path file) {
    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final int PRIMARY = 0xff;

    /// The page size counts for a new file only, and only before anything else. Checkpoints are made by the
    /// [Checkpointer], so that no commit waits for one.
    private static final List<String> SETTINGS = List.of(
            "PRAGMA page_size = 8192",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 0",
            "PRAGMA busy_timeout = " + BUSY.toMillis());

    Connection writer() throws SQLException {
        return connect();
    }

    Connection reader() throws SQLException {
        Connection connection = connect();
        run(connection, "PRAGMA query_only = ON");
        return connection;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        // Nobody here asks for keys that were generated, and the driver would after every insert.
        properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
        for (String setting : SETTINGS) {
            run(connection, setting);
        }
        return connection;
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Makes the schema in a new file.
    ///
    /// @param version of the schema this program knows
    void create(Connection connection, int version, List<String> schema) throws SQLException {
        int found;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA user_version")) {
            found = row.getInt(1);
        }
        if (found > version) {
            throw new IllegalStateException(file + " has version " + found + " and this program knows up to " + version
                    + "; start the newer one that wrote it");
        }
        if (found == 0) {
            run(connection, "BEGIN IMMEDIATE");
            for (String statement : schema) {
                run(connection, statement);
            }
            run(connection, "PRAGMA user_version = " + version);
            run(connection, "COMMIT");
        }
    }

    /// What to throw for an error of this file.
    RuntimeException failure(SQLException cause) {
        RuntimeException failure = switch (primary(cause)) {
            case SQLITE_FULL ->
                new StoreException.Full(
                        "the device that holds " + file.getFileName() + " is full; free space on it and try again");
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException.Busy(
                        file.getFileName() + " is in use by another program; try again, or stop that one");
            default -> new IllegalStateException(file.getFileName() + " failed: " + cause.getMessage());
        };
        failure.initCause(cause);
        return failure;
    }

    /// Whether after this error nobody knows what is on the device, so that nothing more may be promised.
    static boolean isFatal(RuntimeException failure) {
        return failure.getCause() instanceof SQLException cause
                && switch (primary(cause)) {
                    case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_READONLY, SQLITE_CANTOPEN -> true;
                    default -> false;
                };
    }

    private static SQLiteErrorCode primary(SQLException cause) {
        return cause instanceof SQLiteException known
                ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & PRIMARY)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
