package dev.tunebook.finetune.acceptance;

import dev.tunebook.server.testing.TestServer;
import dev.tunebook.store.sql.SqlStore;
import java.nio.file.Path;
import java.util.Map;

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

    abstract TestServer serve(Path data, Map<String, String> settings);
}
