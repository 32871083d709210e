package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.projects.Project;
import java.util.Optional;

/// Finds what a user typed within a project: `name`, `name:alias`, `name:v3`, `name:digest`. Nothing that cannot be is
/// an error here: it is not there.
final class ArtifactNames {
    private final Store store;

    ArtifactNames(Store store) {
        this.store = store;
    }

    Optional<ArtifactCollection> collection(Viewer viewer, Project project, String name) {
        return store.collections().collection(viewer, project.id(), name);
    }

    /// Where no collection has the very name, its underscores stand for dashes: the documentation of fine-tuning
    /// integrations writes `model_metadata` for what is stored as `model-metadata`.
    Optional<ArtifactCollection> spelled(Viewer viewer, Project project, String name) {
        return collection(viewer, project, name)
                .or(() ->
                        name.indexOf('_') < 0 ? Optional.empty() : collection(viewer, project, name.replace('_', '-')));
    }

    /// The member a full name stands for, read leniently.
    Optional<ArtifactMembership> membership(Viewer viewer, Project project, String fullName) {
        return spelled(viewer, project, name(fullName))
                .flatMap(found -> store.memberships().resolve(viewer, found.id(), alias(fullName)));
    }

    /// The member a full name stands for, read literally: clients ask so before they create a collection.
    Optional<ArtifactMembership> exactMembership(Viewer viewer, Project project, String fullName) {
        return collection(viewer, project, name(fullName))
                .flatMap(found -> store.memberships().resolve(viewer, found.id(), alias(fullName)));
    }

    private static String name(String fullName) {
        int colon = fullName.indexOf(':');
        return colon < 0 ? fullName : fullName.substring(0, colon);
    }

    private static String alias(String fullName) {
        int colon = fullName.indexOf(':');
        return colon < 0 || colon == fullName.length() - 1
                ? ArtifactAlias.LATEST.value()
                : fullName.substring(colon + 1);
    }
}
