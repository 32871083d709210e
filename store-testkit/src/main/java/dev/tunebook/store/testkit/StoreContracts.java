package dev.tunebook.store.testkit;

import org.junit.jupiter.api.Nested;

/// All contracts of a store but that of its histories. An engine extends this once.
public abstract class StoreContracts {

    /// How to open the store under test.
    protected abstract StoreFactory factory();

    @Nested
    class Accounts extends AccountStoreContract {
        Accounts() {
            super(factory());
        }
    }

    @Nested
    class Credentials extends CredentialStoreContract {
        Credentials() {
            super(factory());
        }
    }

    @Nested
    class Teams extends TeamStoreContract {
        Teams() {
            super(factory());
        }
    }

    @Nested
    class Projects extends ProjectStoreContract {
        Projects() {
            super(factory());
        }
    }

    @Nested
    class Changes extends ChangeLogContract {
        Changes() {
            super(factory());
        }
    }

    @Nested
    class Transactions extends TransactionContract {
        Transactions() {
            super(factory());
        }
    }
}
