package dev.tunebook.server.artifacts;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.CollectionAlias;
import java.util.List;
import java.util.stream.Stream;

/// An alias of a member, stored or the implicit `vN`.
record ShownAlias(String id, String alias, long collectionId) {

    static ShownAlias of(CollectionAlias alias) {
        return new ShownAlias(NodeId.of("ArtifactAlias", alias.id()).encoded(), alias.alias(), alias.collectionId());
    }

    /// With `vN`, which old clients look for in every collection of an artifact.
    static Stream<ShownAlias> all(ArtifactMembership membership) {
        var version = new ShownAlias(
                NodeId.of("ArtifactVersionAlias", membership.id()).encoded(),
                ArtifactAlias.version(membership.versionIndex()).value(),
                membership.collectionId());
        return Stream.concat(stored(membership).stream(), Stream.of(version));
    }

    static List<ShownAlias> stored(ArtifactMembership membership) {
        return membership.aliases().stream().map(ShownAlias::of).toList();
    }
}
