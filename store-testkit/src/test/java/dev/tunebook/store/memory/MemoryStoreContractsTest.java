package dev.tunebook.store.memory;

import dev.tunebook.store.testkit.StoreContracts;
import dev.tunebook.store.testkit.StoreFactory;

class MemoryStoreContractsTest extends StoreContracts {
    @Override
    protected StoreFactory factory() {
        return (_, settings) ->
                MemoryStore.open(settings, new MemoryBlobStore(settings.clock()), MemoryHistoryStore::new);
    }
}
