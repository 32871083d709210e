package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.ArtifactMembership;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// The versions of a collection by page, newest first unless told otherwise.
final class CollectionVersions {
    private static final Set<String> OLDEST_FIRST = Set.of("+created_at", "created_at", "+createdAt", "createdAt");

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
        boolean ascending =
                call.arguments().text("order").filter(OLDEST_FIRST::contains).isPresent();
        Page<ArtifactMembership> members = store.memberships()
                .members(
                        call.viewer(),
                        shown.value().id(),
                        ascending,
                        call.arguments().page());
        return Versions.of(Connection.of(members));
    }
}
