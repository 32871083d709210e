package dev.tunebook.store.memory;

import dev.tunebook.store.rows.AccessTokenRows;
import dev.tunebook.store.rows.AccountRows;
import dev.tunebook.store.rows.ArtifactRows;
import dev.tunebook.store.rows.BlobRows;
import dev.tunebook.store.rows.ChangeRows;
import dev.tunebook.store.rows.CollectionRows;
import dev.tunebook.store.rows.ContentRows;
import dev.tunebook.store.rows.CredentialRows;
import dev.tunebook.store.rows.CustomChartRows;
import dev.tunebook.store.rows.HistoryDropRows;
import dev.tunebook.store.rows.LineageRows;
import dev.tunebook.store.rows.MemberRows;
import dev.tunebook.store.rows.MovedRunRows;
import dev.tunebook.store.rows.ProjectRows;
import dev.tunebook.store.rows.ProviderConnectionRows;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.RunAlertRows;
import dev.tunebook.store.rows.RunFileRows;
import dev.tunebook.store.rows.RunRows;
import dev.tunebook.store.rows.ViewRows;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// All tables. Ids are not taken back with a failed write: they only have to differ.
final class MemoryRows implements Rows {
    private final BooleanSupplier writing;
    private final AccountRows accounts;
    private final CredentialRows credentials;
    private final ProjectRows projects;
    private final ChangeRows changes;
    private final RunRows runs;
    private final MovedRunRows movedRuns;
    private final HistoryDropRows historyDrops;
    private final RunFileRows runFiles;
    private final RunAlertRows runAlerts;
    private final CustomChartRows customCharts;
    private final ProviderConnectionRows providerConnections;
    private final ArtifactRows artifacts;
    private final MemoryContentRows content;
    private final CollectionRows collections;
    private final MemberRows members;
    private final LineageRows lineage;
    private final ViewRows views;
    private final AccessTokenRows accessTokens;
    private final BlobRows blobs;
    private long lastId;

    MemoryRows(Undo undo, LongConsumer projectChanged, BooleanSupplier writing) {
        this.writing = writing;
        accounts = new MemoryAccountRows(undo);
        credentials = new MemoryCredentialRows(undo);
        projects = new MemoryProjectRows(undo);
        changes = new MemoryChangeRows(undo, projectChanged);
        runs = new MemoryRunRows(undo);
        movedRuns = new MemoryMovedRunRows(undo);
        historyDrops = new MemoryHistoryDropRows(undo);
        var files = new MemoryRunFileRows(undo, runs);
        runFiles = files;
        runAlerts = new MemoryRunAlertRows(undo);
        customCharts = new MemoryCustomChartRows(undo);
        providerConnections = new MemoryProviderConnectionRows(undo);
        content = new MemoryContentRows(undo, id -> artifacts().byId(id).isPresent());
        artifacts = new MemoryArtifactRows(undo, content);
        collections = new MemoryCollectionRows(undo);
        members = new MemoryMemberRows(undo);
        lineage = new MemoryLineageRows(undo);
        views = new MemoryViewRows(undo);
        accessTokens = new MemoryAccessTokenRows(undo);
        blobs = new MemoryBlobRows(undo, sha256 -> files.isReferred(sha256) || content.isReferred(sha256));
    }

    @Override
    public long newId() {
        return ++lastId;
    }

    @Override
    public boolean writing() {
        return writing.getAsBoolean();
    }

    @Override
    public AccountRows accounts() {
        return accounts;
    }

    @Override
    public CredentialRows credentials() {
        return credentials;
    }

    @Override
    public ProjectRows projects() {
        return projects;
    }

    @Override
    public ChangeRows changes() {
        return changes;
    }

    @Override
    public RunRows runs() {
        return runs;
    }

    @Override
    public MovedRunRows movedRuns() {
        return movedRuns;
    }

    @Override
    public HistoryDropRows historyDrops() {
        return historyDrops;
    }

    @Override
    public RunFileRows runFiles() {
        return runFiles;
    }

    @Override
    public RunAlertRows runAlerts() {
        return runAlerts;
    }

    @Override
    public CustomChartRows customCharts() {
        return customCharts;
    }

    @Override
    public ProviderConnectionRows providerConnections() {
        return providerConnections;
    }

    @Override
    public ArtifactRows artifacts() {
        return artifacts;
    }

    @Override
    public ContentRows content() {
        return content;
    }

    @Override
    public CollectionRows collections() {
        return collections;
    }

    @Override
    public MemberRows members() {
        return members;
    }

    @Override
    public LineageRows lineage() {
        return lineage;
    }

    @Override
    public ViewRows views() {
        return views;
    }

    @Override
    public AccessTokenRows accessTokens() {
        return accessTokens;
    }

    @Override
    public BlobRows blobs() {
        return blobs;
    }
}
