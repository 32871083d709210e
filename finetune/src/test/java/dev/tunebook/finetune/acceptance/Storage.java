package dev.tunebook.finetune.acceptance;

import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.sql.SqlStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a tracker keeps its records in.
enum Storage {
    MEMORY {
        @Override
        TestServer serve(Path data, Map<String, String> settings) {
            return TestServer.start(data, settings);
        }
    },
    SQLITE {
        @Override
        TestServer serve(Path data, Map<String, String> settings) {
            return TestServer.start(data, settings, store -> SqlStore.open(data, store));
        }
    };

    /// What the table of every case runs over: `-Dtunebook.storages=MEMORY,SQLITE`, else SQLite, the storage people
    /// have.
    static List<Storage> chosen() {
        return Stream.of(System.getProperty("tunebook.storages", SQLITE.name()).split(","))
                .map(Storage::valueOf)
                .toList();
    }

    abstract TestServer serve(Path data, Map<String, String> settings);
}
