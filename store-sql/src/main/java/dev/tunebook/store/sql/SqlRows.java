package dev.tunebook.store.sql;

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
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// All tables as one session sees them.
///
/// @param ids where new storage ids come from
/// @param writing whether the session is the writer's
record SqlRows(
        AccountRows accounts,
        CredentialRows credentials,
        ProjectRows projects,
        ChangeRows changes,
        RunRows runs,
        MovedRunRows movedRuns,
        HistoryDropRows historyDrops,
        RunFileRows runFiles,
        RunAlertRows runAlerts,
        CustomChartRows customCharts,
        ProviderConnectionRows providerConnections,
        ArtifactRows artifacts,
        ContentRows content,
        CollectionRows collections,
        MemberRows members,
        LineageRows lineage,
        ViewRows views,
        AccessTokenRows accessTokens,
        BlobRows blobs,
        LongSupplier ids,
        boolean writing)
        implements Rows {

    private SqlRows(Session session, LongConsumer projectChanged, LongSupplier ids, boolean writing) {
        this(
                new SqlAccountRows(session),
                new SqlCredentialRows(session),
                new SqlProjectRows(session),
                new SqlChangeRows(session, projectChanged),
                new SqlRunRows(session),
                new SqlMovedRunRows(session),
                new SqlHistoryDropRows(session),
                new SqlRunFileRows(session),
                new SqlRunAlertRows(session),
                new SqlCustomChartRows(session),
                new SqlProviderConnectionRows(session),
                new SqlArtifactRows(session),
                new SqlContentRows(session),
                new SqlCollectionRows(session),
                new SqlMemberRows(session),
                new SqlLineageRows(session),
                new SqlViewRows(session),
                new SqlAccessTokenRows(session),
                new SqlBlobRows(session),
                ids,
                writing);
    }

    /// @param projectChanged told of each project that gets a change
    static SqlRows writer(Session session, LongConsumer projectChanged, LongSupplier ids) {
        return new SqlRows(session, projectChanged, ids, true);
    }

    static SqlRows reader(Session session) {
        return new SqlRows(
                session,
                _ -> {},
                () -> {
                    throw new IllegalStateException("a reader takes no ids");
                },
                false);
    }

    @Override
    public long newId() {
        return ids.getAsLong();
    }
}
