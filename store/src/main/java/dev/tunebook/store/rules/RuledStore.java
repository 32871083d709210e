package dev.tunebook.store.rules;

import dev.tunebook.store.AccessTokenStore;
import dev.tunebook.store.AccountStore;
import dev.tunebook.store.ArtifactContentStore;
import dev.tunebook.store.ArtifactStore;
import dev.tunebook.store.BlobCleanup;
import dev.tunebook.store.BlobStore;
import dev.tunebook.store.BulkRuns;
import dev.tunebook.store.ChangeLog;
import dev.tunebook.store.CollectionStore;
import dev.tunebook.store.CredentialStore;
import dev.tunebook.store.CustomChartStore;
import dev.tunebook.store.HistoryCleanup;
import dev.tunebook.store.HistoryStore;
import dev.tunebook.store.LineageStore;
import dev.tunebook.store.MembershipStore;
import dev.tunebook.store.ProjectMemberStore;
import dev.tunebook.store.ProjectStore;
import dev.tunebook.store.ProviderConnectionStore;
import dev.tunebook.store.RunAlertStore;
import dev.tunebook.store.RunFileStore;
import dev.tunebook.store.RunLifecycle;
import dev.tunebook.store.RunQueries;
import dev.tunebook.store.RunStore;
import dev.tunebook.store.Store;
import dev.tunebook.store.StreamProjector;
import dev.tunebook.store.TeamStore;
import dev.tunebook.store.ViewStore;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.index.RunIndexes;
import dev.tunebook.store.rows.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rules over an engine, with history and blobs beside them.
public final class RuledStore implements Store {
    private static final int KEPT_INDEXES = 64;

    private final Engine engine;
    private final HistoryStore history;
    private final HistoryCleanup historyCleanup;
    private final BlobStore blobs;
    private final AccountStore accounts;
    private final CredentialStore credentials;
    private final TeamStore teams;
    private final ProjectStore projects;
    private final ProjectMemberStore projectMembers;
    private final ChangeLog changes;
    private final RunStore runs;
    private final BulkRuns bulkRuns;
    private final RunQueries runQueries;
    private final RunLifecycle runLifecycle;
    private final RunFileStore runFiles;
    private final RunAlertStore runAlerts;
    private final CustomChartStore customCharts;
    private final ProviderConnectionStore providerConnections;
    private final ArtifactStore artifacts;
    private final ArtifactContentStore artifactContent;
    private final CollectionStore collections;
    private final MembershipStore memberships;
    private final LineageStore lineage;
    private final ViewStore views;
    private final AccessTokenStore accessTokens;
    private final BlobCleanup blobCleanup;

    /// @param history makes the history store, which projects what it learns of runs through what it is given
    public RuledStore(
            Engine engine, Function<StreamProjector, HistoryStore> history, BlobStore blobs, StoreSettings settings) {
        this.engine = engine;
        this.blobs = blobs;
        var journal = new Journal(settings.clock());
        accounts = new AccountRules(engine, journal, settings.reservedNames());
        credentials = new CredentialRules(engine, settings.clock());
        teams = new TeamRules(engine, journal, settings.reservedNames());
        projects = new ProjectRules(engine, journal);
        projectMembers = new ProjectMemberRules(engine, journal);
        changes = new ChangeRules(engine);
        runs = new RunRules(engine, journal, new RunNames(settings.random()));
        var indexes = new RunIndexes(KEPT_INDEXES, settings.fineTunes());
        bulkRuns = new BulkRunRules(engine, journal, indexes);
        runQueries = new RunQueryRules(engine, indexes);
        runLifecycle = new RunLifecycleRules(engine, journal);
        var referred = new Referred(blobs);
        runFiles = new RunFileRules(engine, journal, referred);
        runAlerts = new RunAlertRules(engine, journal);
        customCharts = new CustomChartRules(engine, journal);
        providerConnections = new ProviderConnectionRules(engine, journal, settings.reservedNames());
        artifacts = new ArtifactRules(engine, journal, referred);
        artifactContent = new ArtifactContentRules(engine, journal, referred);
        collections = new CollectionRules(engine, journal);
        memberships = new MembershipRules(engine, journal);
        lineage = new LineageRules(engine, journal);
        views = new ViewRules(engine, journal);
        accessTokens = new AccessTokenRules(engine, journal);
        blobCleanup = new BlobCleanupRules(engine, blobs, journal);
        var system = Viewer.system("stream journal");
        this.history = history.apply((runId, projection) -> runLifecycle.project(system, runId, projection));
        historyCleanup = new HistoryCleanupRules(engine, this.history);
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public CredentialStore credentials() {
        return credentials;
    }

    @Override
    public TeamStore teams() {
        return teams;
    }

    @Override
    public ProjectStore projects() {
        return projects;
    }

    @Override
    public ProjectMemberStore projectMembers() {
        return projectMembers;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public BulkRuns bulkRuns() {
        return bulkRuns;
    }

    @Override
    public RunQueries runQueries() {
        return runQueries;
    }

    @Override
    public RunLifecycle runLifecycle() {
        return runLifecycle;
    }

    @Override
    public RunFileStore runFiles() {
        return runFiles;
    }

    @Override
    public RunAlertStore runAlerts() {
        return runAlerts;
    }

    @Override
    public CustomChartStore customCharts() {
        return customCharts;
    }

    @Override
    public ProviderConnectionStore providerConnections() {
        return providerConnections;
    }

    @Override
    public HistoryStore history() {
        return history;
    }

    @Override
    public HistoryCleanup historyCleanup() {
        return historyCleanup;
    }

    @Override
    public ArtifactStore artifacts() {
        return artifacts;
    }

    @Override
    public ArtifactContentStore artifactContent() {
        return artifactContent;
    }

    @Override
    public CollectionStore collections() {
        return collections;
    }

    @Override
    public MembershipStore memberships() {
        return memberships;
    }

    @Override
    public LineageStore lineage() {
        return lineage;
    }

    @Override
    public ViewStore views() {
        return views;
    }

    @Override
    public AccessTokenStore accessTokens() {
        return accessTokens;
    }

    @Override
    public BlobStore blobs() {
        return blobs;
    }

    @Override
    public BlobCleanup blobCleanup() {
        return blobCleanup;
    }

    @Override
    public <T> T transaction(Supplier<T> body) {
        return engine.write(rows -> body.get());
    }

    @Override
    public List<String> check() {
        var complaints = new ArrayList<>(engine.check());
        complaints.addAll(engine.read(rows -> new Soundness(rows, blobs).complaints()));
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        history.close();
        engine.close();
    }
}
