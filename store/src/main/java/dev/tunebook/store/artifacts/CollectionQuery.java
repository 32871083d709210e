package dev.tunebook.store.artifacts;

import java.util.Optional;

/// Which collections of a project to list.
///
/// @param type only this type
/// @param kind only this kind
public record CollectionQuery(long projectId, Optional<String> type, Optional<CollectionKind> kind, Order order) {
    public enum Order {
        NAME,
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public static CollectionQuery of(long projectId) {
        return new CollectionQuery(projectId, Optional.empty(), Optional.empty(), Order.NAME);
    }
}
