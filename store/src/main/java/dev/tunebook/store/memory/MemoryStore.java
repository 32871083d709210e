package dev.tunebook.store.memory;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.rules.RuledStore;
import dev.tunebook.store.rules.StoreSettings;
import java.util.function.Function;

/// A whole store in memory: for tests, and for programs that want a server without a folder.
public final class MemoryStore {
    private MemoryStore() {}

    /// @param blobs where bytes go; [MemoryBlobStore] to keep them in memory too
    /// @param history makes the history store
    public static Store open(StoreSettings settings, BlobStore blobs, Function<StreamProjector, HistoryStore> history) {
        return new RuledStore(new MemoryEngine(), history, blobs, settings);
    }
}
