package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.server.filter.Condition;
import dev.tunebook.server.filter.Order;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The versions of a collection by page, newest first unless told otherwise.
final class CollectionVersions {
    private static final Set<String> IN_ORDER_OF_VERSIONS = Set.of("created_at", "version", "version_index", "name");

    /// What clients send when their user filters by nothing; members are always committed.
    private static final String COMMITTED = "{\"state\":\"COMMITTED\"}";

    private final Store store;

    CollectionVersions(Store store) {
        this.store = store;
    }

    record VersionEdge(ArtifactMembership member, String cursor) {}

    record Versions(List<VersionEdge> edges, Connection.PageInfo pageInfo, OptionalInt totalCount) {
        static Versions of(Connection<ArtifactMembership> members) {
            return new Versions(
                    members.edges().stream()
                            .map(edge -> new VersionEdge(edge.node(), edge.cursor()))
                            .toList(),
                    members.pageInfo(),
                    members.totalCount());
        }
    }

    void wire(Wiring wiring) {
        wiring.record("VersionedArtifactConnection", Versions.class);
        wiring.type("VersionedArtifactEdge", VersionEdge.class)
                .field(
                        "version",
                        edge -> ArtifactAlias.version(edge.member().versionIndex())
                                .value())
                .field(
                        "node",
                        (edge, call) ->
                                call.load(Loaders.ARTIFACT, edge.member().artifactId()))
                .field("cursor", VersionEdge::cursor);
    }

    /// Whether the viewer may look into the collection, and does not just know its name from a link.
    boolean open(ShownCollection shown, Call call) {
        return !shown.deleted()
                && !store.collections()
                        .collections(call.viewer(), List.of(shown.value().id()))
                        .isEmpty();
    }

    Versions page(ShownCollection shown, Call call) {
        if (!open(shown, call)) {
            return Versions.of(Connection.all(List.of(), MembershipFields::id));
        }
        long id = shown.value().id();
        Order order = Order.parse(call.arguments().text("order"), "-created_at");
        Optional<Condition> condition = Condition.read(call.arguments()
                .text("filters")
                .filter(text -> !text.replace(" ", "").equals(COMMITTED)));
        Page.Request page = call.arguments().page();
        if (condition.isEmpty() && IN_ORDER_OF_VERSIONS.contains(order.key())) {
            return Versions.of(
                    Connection.of(store.memberships().members(call.viewer(), id, !order.descending(), page)));
        }
        List<MemberVersion> found = matching(call, id, condition.orElse(Condition.EVERYTHING));
        return Versions.of(Connection.of(MemberVersion.cut(found, order, page).map(MemberVersion::member)));
    }

    private List<MemberVersion> matching(Call call, long id, Condition filter) {
        List<ArtifactMembership> all = store.memberships()
                .members(call.viewer(), id, true, Page.Request.every())
                .nodes();
        Map<Long, Artifact> artifacts = store
                .artifacts()
                .artifacts(
                        call.viewer(),
                        all.stream().map(ArtifactMembership::artifactId).toList())
                .stream()
                .collect(Collectors.toMap(Artifact::id, Function.identity()));
        return all.stream()
                .flatMap(member -> Optional.ofNullable(artifacts.get(member.artifactId()))
                        .map(artifact -> new MemberVersion(member, artifact))
                        .stream())
                .filter(version -> filter.holds(version.attributes()))
                .toList();
    }
}
