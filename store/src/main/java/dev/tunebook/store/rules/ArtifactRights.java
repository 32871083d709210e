package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactState;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.Rows;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Who may do what with versions: whatever the project of their sequence allows, and reading through every
/// collection that links them.
record ArtifactRights(Rows rows, Rights rights) {

    boolean maySee(Artifact artifact) {
        return through(artifact, rights::maySee);
    }

    private boolean mayRead(Artifact artifact) {
        return through(artifact, rights::mayRead);
    }

    private boolean through(Artifact artifact, LongPredicate projectAllows) {
        return projectAllows.test(artifact.projectId())
                || rows.members().ofArtifact(artifact.id()).stream()
                        .flatMap(member -> rows.collections().byId(member.collectionId()).stream())
                        .anyMatch(link -> projectAllows.test(link.collection().projectId()));
    }

    /// What may be known of, but perhaps not downloaded or used.
    Optional<ArtifactRow> visible(long artifactId) {
        return rows.artifacts().byId(artifactId).filter(row -> maySee(row.artifact()));
    }

    ArtifactRow requireVisible(long artifactId) {
        return visible(artifactId)
                .orElseThrow(
                        () -> new StoreException.NotFound("there is no artifact " + artifactId + " that you may see"));
    }

    Optional<ArtifactRow> readable(long artifactId) {
        return rows.artifacts().byId(artifactId).filter(row -> mayRead(row.artifact()));
    }

    ArtifactRow requireReadable(long artifactId) {
        var row = requireVisible(artifactId);
        if (!mayRead(row.artifact())) {
            throw new StoreException.Denied("you may see artifact " + artifactId
                    + " but not its content; ask an administrator of the registry for the role of a viewer");
        }
        return row;
    }

    ArtifactRow requireWritable(long artifactId) {
        var row = requireVisible(artifactId);
        if (!rights.mayRead(row.artifact().projectId())) {
            throw new StoreException.Denied(
                    "artifact " + artifactId + " is linked here and can be changed in its own project only");
        }
        rights.require(row.artifact().projectId(), Access.WRITE);
        return row;
    }

    ArtifactRow requireCommitted(long artifactId) {
        var row = requireReadable(artifactId);
        if (row.artifact().state() != ArtifactState.COMMITTED) {
            throw new StoreException.Conflict(
                    "not_committed", "artifact " + artifactId + " is not committed yet; finish its upload first");
        }
        return row;
    }

    Optional<CollectionRow> collection(long collectionId) {
        return rows.collections()
                .byId(collectionId)
                .filter(row -> rights.maySee(row.collection().projectId()));
    }

    CollectionRow requireCollection(long collectionId, Access access) {
        var row = collection(collectionId)
                .orElseThrow(() -> new StoreException.NotFound(
                        "there is no artifact collection " + collectionId + " that you may see"));
        rights.require(row.collection().projectId(), access);
        return row;
    }
}
