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
    class ProjectMembers extends ProjectMemberStoreContract {
        ProjectMembers() {
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

    @Nested
    class Runs extends RunStoreContract {
        Runs() {
            super(factory());
        }
    }

    @Nested
    class Moves extends MovedRunsContract {
        Moves() {
            super(factory());
        }
    }

    @Nested
    class Bulk extends BulkRunsContract {
        Bulk() {
            super(factory());
        }
    }

    @Nested
    class Lifecycles extends RunLifecycleContract {
        Lifecycles() {
            super(factory());
        }
    }

    @Nested
    class RunFiles extends RunFileStoreContract {
        RunFiles() {
            super(factory());
        }
    }

    @Nested
    class Alerts extends RunAlertStoreContract {
        Alerts() {
            super(factory());
        }
    }

    @Nested
    class Charts extends CustomChartStoreContract {
        Charts() {
            super(factory());
        }
    }

    @Nested
    class Providers extends ProviderConnectionStoreContract {
        Providers() {
            super(factory());
        }
    }

    @Nested
    class Queries extends RunQueriesContract {
        Queries() {
            super(factory());
        }
    }

    @Nested
    class Artifacts extends ArtifactStoreContract {
        Artifacts() {
            super(factory());
        }
    }

    @Nested
    class Lineages extends LineageStoreContract {
        Lineages() {
            super(factory());
        }
    }

    @Nested
    class Views extends ViewStoreContract {
        Views() {
            super(factory());
        }
    }

    @Nested
    class AccessTokens extends AccessTokenStoreContract {
        AccessTokens() {
            super(factory());
        }
    }

    @Nested
    class Contents extends ArtifactContentStoreContract {
        Contents() {
            super(factory());
        }
    }

    @Nested
    class Collections extends CollectionStoreContract {
        Collections() {
            super(factory());
        }
    }

    @Nested
    class Memberships extends MembershipStoreContract {
        Memberships() {
            super(factory());
        }
    }

    @Nested
    class Blobs extends BlobStoreContract {
        Blobs() {
            super(factory());
        }
    }

    @Nested
    class Cleanups extends BlobCleanupContract {
        Cleanups() {
            super(factory());
        }
    }

    @Nested
    class HistoryCleanups extends HistoryCleanupContract {
        HistoryCleanups() {
            super(factory());
        }
    }

    @Nested
    class Filters extends RunFilterContract {
        Filters() {
            super(factory());
        }
    }
}
