package dev.tunebook.store.memory;

import dev.tunebook.store.BlobStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.rules.RuledStore;
import dev.tunebook.store.rules.StoreSettings;

/// A whole store in memory: for tests, and for programs that want a server without a folder.
public final class MemoryStore {
    private MemoryStore() {}

    /// @param blobs where bytes go; [MemoryBlobStore] to keep them in memory too
    public static Store open(StoreSettings settings, BlobStore blobs) {
        return new RuledStore(new MemoryEngine(), MemoryHistoryStore::new, blobs, settings);
    }
}
