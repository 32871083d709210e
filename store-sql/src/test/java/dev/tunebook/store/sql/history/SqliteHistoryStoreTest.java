package dev.tunebook.store.sql.history;

import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.testkit.HistoryStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryStoreTest extends HistoryStoreContract {
    @TempDir
    Path folder;

    private final List<SqliteHistoryStore> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SqliteHistoryStore::close);
    }

    @Override
    protected HistoryStore store() {
        return opened.isEmpty() ? store(StreamProjector.NONE) : opened.getFirst();
    }

    @Override
    protected HistoryStore store(StreamProjector projector) {
        try {
            Path own = Files.createTempDirectory(folder, "store");
            SqliteHistoryStore store = SqliteHistoryStore.open(own, projector);
            opened.add(store);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
