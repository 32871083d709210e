package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.Loaders;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.store.artifacts.ArtifactMembership;

/// An artifact in a collection.
final class MembershipFields {
    private MembershipFields() {}

    static String id(ArtifactMembership membership) {
        return NodeId.of("ArtifactCollectionMembership", membership.id()).encoded();
    }

    static void wire(Wiring wiring) {
        wiring.type("ArtifactCollectionMembership", ArtifactMembership.class)
                .field("id", MembershipFields::id)
                .field("versionIndex", ArtifactMembership::versionIndex)
                .field("createdAt", ArtifactMembership::createdAt)
                .field("aliases", ShownAlias::stored)
                .field(
                        "artifactCollection",
                        (membership, call) -> call.load(ArtifactLoaders.COLLECTION, membership.collectionId()))
                .field("artifact", (membership, call) -> call.load(Loaders.ARTIFACT, membership.artifactId()));
        wiring.connection("ArtifactCollectionMembershipConnection", "ArtifactCollectionMembershipEdge");
    }
}
