package dev.tunebook.store.memory;

import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.testkit.HistoryStoreContract;

class MemoryHistoryStoreTest extends HistoryStoreContract {
    private final HistoryStore store = new MemoryHistoryStore(StreamProjector.NONE);

    @Override
    protected HistoryStore store() {
        return store;
    }

    @Override
    protected HistoryStore store(StreamProjector projector) {
        return new MemoryHistoryStore(projector);
    }
}
