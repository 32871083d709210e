package dev.tunebook.store.sql;

import dev.tunebook.store.memory.MemoryHistoryStore;
import dev.tunebook.store.testkit.StoreContracts;
import dev.tunebook.store.testkit.StoreFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The metadata of a folder under every contract. Making the tables takes longer than any of the tests, so each
/// starts from a copy of a file that has them.
class SqlStoreContractsTest extends StoreContracts {
    @TempDir
    private static Path empty;

    @BeforeAll
    static void migrate() {
        new Database(file(empty)).migrate();
    }

    private static Path file(Path folder) {
        return folder.resolve("meta.db");
    }

    @Override
    protected StoreFactory factory() {
        return (folder, settings) -> {
            begin(folder);
            return SqlStore.open(folder, settings, MemoryHistoryStore::new);
        };
    }

    private static void begin(Path folder) {
        try {
            if (Files.notExists(folder)) {
                Files.copy(file(empty), file(Files.createDirectories(folder)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
