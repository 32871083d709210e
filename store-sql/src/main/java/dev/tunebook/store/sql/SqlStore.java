package dev.tunebook.store.sql;

import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.files.FileBlobStore;
import dev.tunebook.store.rules.RuledStore;
import dev.tunebook.store.rules.StoreSettings;
import dev.tunebook.store.sql.history.HistorySettings;
import dev.tunebook.store.sql.history.SqliteHistoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/// A store in one folder: metadata in `meta.db`, histories in `journal.db` and `history.db`, bytes in `blobs` and
/// `uploads`.
public final class SqlStore {
    private static final long RESERVE = 64L << 20;

    private SqlStore() {}

    /// Opens the folder with its histories.
    ///
    /// @throws dev.tunebook.store.StoreException.Busy when another process, or another store of this one, has the
    ///     folder
    public static Store open(Path data, StoreSettings settings) {
        return open(data, settings, HistorySettings.usual());
    }

    /// As above, with the bounds of the histories given.
    public static Store open(Path data, StoreSettings settings, HistorySettings histories) {
        return open(data, settings, projector -> SqliteHistoryStore.open(data, projector, histories));
    }

    /// Opens the folder, making it where it is missing. After a crash it repairs itself. The last 64 MiB of the device
    /// are not given to uploads, so that metadata can still be written when those have filled it.
    ///
    /// @param history makes the history store
    /// @throws dev.tunebook.store.StoreException.Busy when another process, or another store of this one, has the
    ///     folder
    public static Store open(Path data, StoreSettings settings, Function<StreamProjector, HistoryStore> history) {
        var engine = SqliteEngine.open(folder(data));
        try {
            return new RuledStore(engine, history, new FileBlobStore(data, RESERVE), settings);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Path folder(Path data) {
        try {
            return Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data folder " + data + ": " + e.getMessage(), e);
        }
    }
}
