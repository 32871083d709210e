package dev.tunebook.store;

import java.util.List;
import java.util.function.Supplier;

/// The door to everything kept: one interface for each group of callers.
///
/// Safe for use by many threads. Closing it waits for work under way; calls after that fail with
/// [StoreException.Busy].
public interface Store extends AutoCloseable {

    AccountStore accounts();

    CredentialStore credentials();

    TeamStore teams();

    ProjectStore projects();

    ProjectMemberStore projectMembers();

    ChangeLog changes();

    RunStore runs();

    BulkRuns bulkRuns();

    RunQueries runQueries();

    RunLifecycle runLifecycle();

    RunFileStore runFiles();

    RunAlertStore runAlerts();

    CustomChartStore customCharts();

    ProviderConnectionStore providerConnections();

    HistoryStore history();

    HistoryCleanup historyCleanup();

    ArtifactStore artifacts();

    ArtifactContentStore artifactContent();

    CollectionStore collections();

    MembershipStore memberships();

    LineageStore lineage();

    ViewStore views();

    AccessTokenStore accessTokens();

    BlobStore blobs();

    BlobCleanup blobCleanup();

    /// Runs several metadata calls of this store as one commit: all of them happen, or none.
    ///
    /// The body runs alone on the writer, so it must be short, must call this store only, and must not wait for
    /// another thread. Blobs and history are not part of it.
    ///
    /// @return what the body returned, after the commit is durable
    /// @throws RuntimeException whatever the body threw; nothing was changed then
    <T> T transaction(Supplier<T> body);

    /// Reads the store's own structures and reports what contradicts the rules, one sentence each; empty when
    /// sound.
    List<String> check();

    @Override
    void close();
}
