package dev.tunebook.server.artifacts;

import dev.tunebook.server.filter.Condition;
import dev.tunebook.server.filter.Order;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.Paging.Position;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import java.util.List;
import java.util.function.Function;

/// A member of a collection with the version it holds, to filter and order by.
record MemberVersion(ArtifactMembership member, Artifact artifact) {

    Condition.Attributes attributes() {
        return Searched.of(member, artifact);
    }

    /// A page in the order wanted; an unknown key orders by creation.
    static Page<MemberVersion> cut(List<MemberVersion> versions, Order order, Page.Request page) {
        Function<MemberVersion, Position> position = switch (order.key()) {
            case "name", "version", "version_index" ->
                version -> Position.of(version.member.versionIndex(), version.member.id());
            case "updated_at" ->
                version -> Position.of(
                        version.artifact.updatedAt().orElse(version.artifact.createdAt()), version.member.id());
            case "size" -> version -> Position.of(version.artifact.size(), version.member.id());
            default -> version -> Position.of(version.artifact.createdAt(), version.member.id());
        };
        return order.descending()
                ? Paging.descending(versions, position, page)
                : Paging.ascending(versions, position, page);
    }
}
