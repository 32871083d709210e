package dev.tunebook.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/// The file with the metadata, and how connections to it are set up.
record Database(Path file) {
    /// The version of the newest migration.
    static final String NEWEST = "8";

    private static final String VERSION =
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";
    private static final String MIGRATIONS = "classpath:dev/tunebook/store/sql/meta";
    /// Flyway tells everything it does; only what is amiss is of interest. Held here, for a logger that nobody holds
    /// forgets its level.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final Duration BUSY = Duration.ofSeconds(10);
    /// What the statements of the migrations call differently on other databases.
    private static final Map<String, String> DIALECT = Map.of("id", "INTEGER", "byte_order", "");

    /// The page size counts for a new file only, and only before anything else.
    private static final List<String> SETTINGS = List.of(
            "PRAGMA page_size = 8192",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 0",
            "PRAGMA busy_timeout = " + BUSY.toMillis(),
            "PRAGMA mmap_size = " + (256L << 20));

    /// Brings the file to the newest schema, making it where it is missing. Flyway is not asked about a file that is
    /// up to date: its own start would take most of the server's.
    void migrate() {
        try (var connection = connect()) {
            if (!version(connection).equals(Optional.of(NEWEST))) {
                migrateWithFlyway();
            }
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    file + " does not fit this version of Tunebook (" + e.getMessage() + "); start the newest one", e);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static Optional<String> version(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
            if (!tables.next()) {
                return Optional.empty();
            }
        }
        try (var statement = connection.createStatement();
                var versions = statement.executeQuery(VERSION)) {
            return versions.next() ? Optional.of(versions.getString(1)) : Optional.empty();
        }
    }

    private void migrateWithFlyway() {
        if (FLYWAY.getLevel() == null) {
            FLYWAY.setLevel(Level.WARNING);
        }
        var source = new SQLiteDataSource();
        source.setUrl(url());
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations(MIGRATIONS)
                .placeholders(DIALECT)
                .ignoreMigrationPatterns(new String[0])
                .load()
                .migrate();
    }

    Session writer() {
        return session("PRAGMA query_only = OFF");
    }

    Session reader() {
        return session("PRAGMA query_only = ON");
    }

    private Session session(String more) {
        try {
            var connection = connect();
            run(connection, more);
            return new Session(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url());
        for (var setting : SETTINGS) {
            run(connection, setting);
        }
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }
}
