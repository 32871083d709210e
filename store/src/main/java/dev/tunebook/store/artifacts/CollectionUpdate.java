package dev.tunebook.store.artifacts;

import java.util.List;
import java.util.Optional;

/// What to change about a collection; empty means leave as is.
///
/// @param type moves it to another type, which is made when missing
public record CollectionUpdate(
        long collectionId,
        Optional<String> name,
        Optional<String> description,
        Optional<String> type,
        List<String> tagsToAdd,
        List<String> tagsToDelete) {

    public static CollectionUpdate of(long collectionId) {
        return new CollectionUpdate(
                collectionId, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }
}
