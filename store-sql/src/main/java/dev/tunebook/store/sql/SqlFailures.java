package dev.tunebook.store.sql;

import dev.tunebook.store.StoreException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What the database's errors mean to callers.
final class SqlFailures {
    private static final int PRIMARY = 0xff;

    private SqlFailures() {}

    static RuntimeException of(SQLException cause) {
        var failure = switch (code(cause)) {
            case SQLITE_FULL ->
                new StoreException.Full("the device that holds meta.db is full; free space on it and try again");
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StoreException.Busy("meta.db is in use by another program; try again, or stop that one");
            default -> new IllegalStateException("meta.db failed: " + cause.getMessage());
        };
        failure.initCause(cause);
        return failure;
    }

    /// Whether the transaction may be gone, without having been asked to.
    static boolean mayEndTransaction(SQLException cause) {
        return switch (code(cause)) {
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_CORRUPT -> true;
            default -> false;
        };
    }

    private static SQLiteErrorCode code(SQLException cause) {
        return cause instanceof SQLiteException known
                ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & PRIMARY)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
