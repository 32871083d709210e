package dev.tunebook.store.rules;

import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.providers.ProviderConnection;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.HistoryDrop;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.UserRow;

/// Takes things away with all that hangs on them, within one write. Other projects that showed some of it are told.
record Removal(Rows rows, Journal journal) {

    void user(UserRow user) {
        entity(user.entityId());
        rows.accounts()
                .membershipsOf(user.id())
                .forEach(member -> rows.accounts().deleteMember(member.entityId(), user.id()));
        rows.projects()
                .sharedWith(user.id())
                .forEach(member -> rows.projects().deleteMember(member.projectId(), user.id()));
        rows.credentials()
                .ofUser(user.id())
                .forEach(row -> rows.credentials().delete(row.credential().id()));
        rows.accounts().deleteUser(user.id());
        rows.accounts().deleteEntity(user.entityId());
    }

    /// With the account that writes for it.
    void providerConnection(ProviderConnection connection) {
        rows.providerConnections().delete(connection.id());
        rows.accounts().user(connection.userId()).ifPresent(this::user);
    }

    /// What an entity owns, but not itself.
    void entity(long entityId) {
        rows.providerConnections().all().stream()
                .filter(connection -> connection.entityId() == entityId)
                .forEach(this::providerConnection);
        rows.projects().ofEntity(entityId).forEach(row -> project(row.project().id()));
        rows.customCharts()
                .ofEntity(entityId)
                .forEach(chart -> rows.customCharts().delete(chart.id()));
        rows.projects()
                .sharedWith(entityId)
                .forEach(member -> rows.projects().deleteMember(member.projectId(), entityId));
        rows.accounts().membersOf(entityId).forEach(this::member);
    }

    /// A place in a team or organisation. A program's account goes with the last one it has, or its keys would live on;
    /// that of a connection stays, which then tells that it may not write.
    void member(MemberRow member) {
        rows.accounts().deleteMember(member.entityId(), member.userId());
        rows.accounts().user(member.userId()).filter(this::belongsToNobody).ifPresent(this::user);
    }

    private boolean belongsToNobody(UserRow user) {
        return user.service()
                && rows.accounts().membershipsOf(user.id()).isEmpty()
                && rows.providerConnections().all().stream().noneMatch(connection -> connection.userId() == user.id());
    }

    void project(long projectId) {
        rows.collections().ofProject(projectId).forEach(this::collection);
        rows.collections().typesOf(projectId).forEach(type -> rows.collections().deleteType(type.id()));
        rows.runs().ofProject(projectId).forEach(run -> runBelongings(run.id()));
        rows.runs().deleteProject(projectId);
        rows.movedRuns().deleteProject(projectId);
        rows.views().ofProject(projectId).forEach(view -> view(view.id()));
        rows.changes().deleteProject(projectId);
        rows.projects()
                .membersOf(projectId)
                .forEach(member -> rows.projects().deleteMember(projectId, member.granteeId()));
        rows.projects().delete(projectId);
    }

    /// With the links to it.
    void view(long viewId) {
        rows.accessTokens()
                .ofView(viewId)
                .forEach(row -> rows.accessTokens().delete(row.token().id()));
        rows.views().delete(viewId);
    }

    /// Versions the run made stay, made by nobody. Its history goes after the commit.
    void runBelongings(long runId) {
        rows.historyDrops().put(new HistoryDrop(runId, journal.now()));
        rows.artifacts()
                .createdBy(runId)
                .forEach(artifact -> rows.artifacts().put(ArtifactChanges.withoutRun(artifact)));
        rows.runFiles().ofRun(runId).forEach(file -> rows.runFiles().delete(file.id()));
        rows.runAlerts().ofRun(runId).forEach(alert -> rows.runAlerts().delete(alert.id()));
        rows.lineage().ofRun(runId).forEach(edge -> rows.lineage().delete(edge.id()));
    }

    void collection(CollectionRow row) {
        var id = row.collection().id();
        rows.artifacts().ofSequence(id).forEach(version -> artifact(version.artifact()));
        rows.members().ofCollection(id).forEach(member -> rows.members().delete(member.id()));
        rows.collections().delete(id);
    }

    /// A version, out of everything that names it.
    void artifact(Artifact artifact) {
        rows.members().ofArtifact(artifact.id()).forEach(member -> {
            rows.members().delete(member.id());
            rows.collections().byId(member.collectionId()).ifPresent(new Collections(rows, journal)::changed);
        });
        rows.lineage().ofArtifact(artifact.id()).forEach(edge -> {
            rows.lineage().delete(edge.id());
            rows.runs()
                    .byId(edge.runId())
                    .ifPresent(run -> journal.changed(rows, run.projectId(), Change.Kind.LINEAGE, run.id()));
        });
        rows.content().forgetBytesOnlyOf(artifact.id());
        rows.artifacts().delete(artifact.id());
        journal.changed(rows, artifact);
    }
}
