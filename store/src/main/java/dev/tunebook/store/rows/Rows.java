package dev.tunebook.store.rows;

/// All rows, as seen by one reader or changed by the one writer.
public interface Rows {

    /// The next storage id: unique over all tables, never given twice, not even after a deletion.
    long newId();

    /// Whether these may hold what is not committed yet.
    boolean writing();

    AccountRows accounts();

    CredentialRows credentials();

    ProjectRows projects();

    ChangeRows changes();

    RunRows runs();

    MovedRunRows movedRuns();

    HistoryDropRows historyDrops();

    RunFileRows runFiles();

    RunAlertRows runAlerts();

    CustomChartRows customCharts();

    ProviderConnectionRows providerConnections();

    ArtifactRows artifacts();

    ContentRows content();

    CollectionRows collections();

    MemberRows members();

    LineageRows lineage();

    ViewRows views();

    AccessTokenRows accessTokens();

    BlobRows blobs();
}
