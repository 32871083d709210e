package dev.tunebook.store.sql;

import dev.tunebook.store.testkit.StoreContracts;
import dev.tunebook.store.testkit.StoreFactory;

class SqlStoreContractsTest extends StoreContracts {
    @Override
    protected StoreFactory factory() {
        return SqlStore::open;
    }
}
