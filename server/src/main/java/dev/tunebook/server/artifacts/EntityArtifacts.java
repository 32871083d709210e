package dev.tunebook.server.artifacts;

import dev.tunebook.server.filter.Condition;
import dev.tunebook.server.filter.Order;
import dev.tunebook.server.filter.SearchedProject;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.projects.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Collections and versions over all projects of an entity: the search in an organisation's registries.
final class EntityArtifacts {
    private final Store store;

    EntityArtifacts(Store store) {
        this.store = store;
    }

    void wire(Wiring wiring) {
        wiring.type("Entity", Entity.class)
                .field("artifactCollections", this::collections)
                .field("artifactMemberships", this::memberships);
    }

    private Connection<ShownCollection> collections(Entity entity, Call call) {
        Arguments arguments = call.arguments();
        Set<String> kinds = arguments.texts("collectionTypes").map(Set::copyOf).orElse(Set.of());
        List<ArtifactCollection> found = collections(entity, call, "filters")
                .filter(collection ->
                        kinds.isEmpty() || kinds.contains(collection.kind().name()))
                .toList();
        Order order = Order.parse(arguments.text("order"), "name");
        return Connection.of(CollectionPages.cut(found, order, arguments.page()).map(ShownCollection::of));
    }

    private Stream<ArtifactCollection> collections(Entity entity, Call call, String filters) {
        Condition wanted = Condition.of(call.arguments().text(filters));
        return projects(entity, call).stream()
                .flatMap(project -> store
                        .collections()
                        .list(call.viewer(), CollectionQuery.of(project.id()), Page.Request.every())
                        .nodes()
                        .stream())
                .filter(collection -> wanted.holds(Searched.of(collection)));
    }

    private List<Project> projects(Entity entity, Call call) {
        Condition wanted = Condition.of(call.arguments().text("projectFilters"));
        return store.projects().list(call.viewer(), Optional.of(entity.name()), Page.Request.every()).nodes().stream()
                .filter(project -> wanted.holds(SearchedProject.of(project)))
                .toList();
    }

    private Connection<ArtifactMembership> memberships(Entity entity, Call call) {
        Arguments arguments = call.arguments();
        Condition wanted = Condition.of(arguments.text("filters"));
        List<ArtifactMembership> members = collections(entity, call, "collectionFilters")
                .flatMap(
                        collection -> store
                                .memberships()
                                .members(call.viewer(), collection.id(), true, Page.Request.every())
                                .nodes()
                                .stream())
                .toList();
        Map<Long, Artifact> artifacts = store
                .artifacts()
                .artifacts(
                        call.viewer(),
                        members.stream()
                                .map(ArtifactMembership::artifactId)
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(Artifact::id, Function.identity()));
        List<MemberVersion> found = members.stream()
                .flatMap(member -> Optional.ofNullable(artifacts.get(member.artifactId()))
                        .map(artifact -> new MemberVersion(member, artifact))
                        .stream())
                .filter(version -> wanted.holds(version.attributes()))
                .toList();
        Order order = Order.parse(arguments.text("order"), "created_at");
        return Connection.of(MemberVersion.cut(found, order, arguments.page()).map(MemberVersion::member));
    }
}
