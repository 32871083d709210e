package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.ArtifactType;
import dev.tunebook.store.artifacts.CollectionKind;
import dev.tunebook.store.projects.Project;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What a project has of artifacts: types, collections, and versions by name.
final class ProjectArtifacts {
    private final Store store;
    private final ArtifactNames names;
    private final CollectionPages collections;

    ProjectArtifacts(Store store) {
        this.store = store;
        this.names = new ArtifactNames(store);
        this.collections = new CollectionPages(store);
    }

    void wire(Wiring wiring) {
        wiring.type("Project", Project.class)
                .field("artifactType", this::type)
                .field("artifactTypes", this::types)
                .field(
                        "artifact",
                        (project, call) -> artifact(names.exactMembership(call.viewer(), project, name(call)), call))
                .field(
                        "artifactCollection",
                        (project, call) -> names.spelled(call.viewer(), project, name(call))
                                .map(ShownCollection::of))
                .field("artifactCollections", (project, call) -> collections.page(project.id(), Optional.empty(), call))
                .field(
                        "artifactCollectionMembership",
                        (project, call) -> names.membership(call.viewer(), project, name(call)));
        wiring.connection("ArtifactTypeConnection", "ArtifactTypeEdge");
        wiring.type("ArtifactType", ShownType.class)
                .field("id", ShownType::id)
                .field("name", ShownType::name)
                .field(
                        "description",
                        (type, call) -> stored(type, call).thenApply(found -> found.flatMap(ArtifactType::description)))
                .field(
                        "createdAt",
                        (type, call) -> stored(type, call).thenApply(found -> found.map(ArtifactType::createdAt)))
                .field("artifact", this::artifactOfType)
                .field(
                        "artifactSequence",
                        (type, call) -> collection(type, call)
                                .filter(found -> found.kind() == CollectionKind.SEQUENCE)
                                .map(ShownCollection::of))
                .field(
                        "artifactCollection",
                        (type, call) -> collection(type, call).map(ShownCollection::of))
                .field(
                        "artifactCollections",
                        (type, call) -> collections.page(type.projectId(), Optional.of(type.name()), call));
    }

    private Optional<ShownType> type(Project project, Call call) {
        String name = name(call);
        return store.collections().types(call.viewer(), project.id(), true).stream()
                .filter(type -> type.name().equals(name))
                .map(type -> new ShownType(project.id(), type.name()))
                .findFirst();
    }

    private Connection<ShownType> types(Project project, Call call) {
        Arguments arguments = call.arguments();
        Page.Request page = arguments.page();
        List<ShownType> types =
                store
                        .collections()
                        .types(
                                call.viewer(),
                                project.id(),
                                arguments.flag("includeAll").orElse(false))
                        .stream()
                        .map(type -> new ShownType(project.id(), type.name()))
                        .toList();
        return Connection.slice(types, ShownType::id, page.after(), page.first());
    }

    private static CompletableFuture<Optional<ArtifactType>> stored(ShownType type, Call call) {
        return call.load(ArtifactLoaders.TYPES, type.projectId())
                .thenApply(types -> types.flatMap(all -> Optional.ofNullable(all.get(type.name()))));
    }

    private Optional<ArtifactCollection> collection(ShownType type, Call call) {
        return store.collections()
                .collection(call.viewer(), type.projectId(), name(call))
                .filter(found -> found.type().equals(type.name()));
    }

    private Object artifactOfType(ShownType type, Call call) {
        Optional<ArtifactMembership> member =
                store.projects().projects(call.viewer(), List.of(type.projectId())).stream()
                        .findFirst()
                        .flatMap(project -> names.membership(call.viewer(), project, name(call)));
        return artifact(member, call);
    }

    private static Object artifact(Optional<ArtifactMembership> member, Call call) {
        return member.<Object>map(found -> call.load(Loaders.ARTIFACT, found.artifactId()))
                .orElse(Optional.empty());
    }

    private static String name(Call call) {
        return call.arguments().required("name");
    }
}
