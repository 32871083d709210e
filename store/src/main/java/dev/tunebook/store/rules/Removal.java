package dev.tunebook.store.rules;

import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.rows.UserRow;

/// Takes things away with all that hangs on them.
final class Removal {
    private Removal() {}

    static void user(Rows rows, UserRow user) {
        entity(rows, user.entityId());
        rows.accounts()
                .membershipsOf(user.id())
                .forEach(member -> rows.accounts().deleteMember(member.entityId(), user.id()));
        rows.credentials()
                .ofUser(user.id())
                .forEach(row -> rows.credentials().delete(row.credential().id()));
        rows.accounts().deleteUser(user.id());
        rows.accounts().deleteEntity(user.entityId());
    }

    /// What an entity owns, but not itself.
    static void entity(Rows rows, long entityId) {
        rows.projects()
                .ofEntity(entityId)
                .forEach(row -> project(rows, row.project().id()));
        rows.accounts().membersOf(entityId).forEach(member -> rows.accounts().deleteMember(entityId, member.userId()));
    }

    static void project(Rows rows, long projectId) {
        rows.collections().ofProject(projectId).forEach(row -> collection(rows, row));
        rows.collections().typesOf(projectId).forEach(type -> rows.collections().deleteType(type.id()));
        rows.runs().ofProject(projectId).forEach(run -> runBelongings(rows, run.id()));
        rows.runs().deleteProject(projectId);
        rows.views().ofProject(projectId).forEach(view -> rows.views().delete(view.id()));
        rows.changes().deleteProject(projectId);
        rows.projects().delete(projectId);
    }

    static void runBelongings(Rows rows, long runId) {
        rows.runFiles().ofRun(runId).forEach(file -> rows.runFiles().delete(file.id()));
        rows.lineage().ofRun(runId).forEach(edge -> rows.lineage().delete(edge.id()));
    }

    static void collection(Rows rows, CollectionRow row) {
        var id = row.collection().id();
        rows.artifacts().ofSequence(id).forEach(artifact -> {
            memberships(rows, artifact.artifact().id());
            rows.artifacts().delete(artifact.artifact().id());
        });
        rows.members().ofCollection(id).forEach(member -> rows.members().delete(member.id()));
        rows.collections().delete(id);
    }

    /// Takes a version out of everything that names it.
    static void memberships(Rows rows, long artifactId) {
        rows.members().ofArtifact(artifactId).forEach(member -> rows.members().delete(member.id()));
        rows.lineage().ofArtifact(artifactId).forEach(edge -> rows.lineage().delete(edge.id()));
    }
}
