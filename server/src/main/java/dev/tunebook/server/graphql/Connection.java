package dev.tunebook.server.graphql;

import dev.tunebook.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// One page in the shape every connection of the schema has.
///
/// @param totalCount where the caller counted
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, OptionalInt totalCount) {

    /// @param cursor opaque; the page after it starts behind this node
    public record Edge<T>(T node, String cursor) {}

    /// @param endCursor the cursor of the last edge: clients use either
    public record PageInfo(
            Optional<String> endCursor, boolean hasNextPage, boolean hasPreviousPage, Optional<String> startCursor) {}

    /// A page whose nodes know their own cursor.
    public static <T> Connection<T> of(
            List<T> nodes, Function<T, String> cursor, boolean hasNextPage, OptionalInt totalCount) {
        List<Edge<T>> edges =
                nodes.stream().map(node -> new Edge<>(node, cursor.apply(node))).toList();
        Optional<String> last = edges.isEmpty()
                ? Optional.empty()
                : Optional.of(edges.get(edges.size() - 1).cursor());
        Optional<String> first =
                edges.isEmpty() ? Optional.empty() : Optional.of(edges.get(0).cursor());
        return new Connection<>(edges, new PageInfo(last, hasNextPage, false, first), totalCount);
    }

    /// A page of the store.
    public static <T> Connection<T> of(Page<T> page) {
        List<Edge<T>> edges = page.edges().stream()
                .map(edge -> new Edge<>(edge.node(), edge.cursor()))
                .toList();
        Optional<String> first =
                edges.isEmpty() ? Optional.empty() : Optional.of(edges.get(0).cursor());
        return new Connection<>(
                edges,
                new PageInfo(page.endCursor(), page.more(), false, first),
                OptionalInt.of(Math.toIntExact(page.total())));
    }

    /// A short list, whole.
    public static <T> Connection<T> all(List<T> nodes, Function<T, String> cursor) {
        return of(nodes, cursor, false, OptionalInt.of(nodes.size()));
    }

    /// The part of a whole list behind a cursor.
    public static <T> Connection<T> slice(List<T> all, Function<T, String> cursor, Optional<String> after, int first) {
        int start = after.map(text -> position(all, cursor, text) + 1).orElse(0);
        int end = (int) Math.min(all.size(), (long) start + first);
        return of(all.subList(start, end), cursor, end < all.size(), OptionalInt.of(all.size()));
    }

    private static <T> int position(List<T> all, Function<T, String> cursor, String text) {
        for (int i = 0; i < all.size(); i++) {
            if (cursor.apply(all.get(i)).equals(text)) {
                return i;
            }
        }
        return all.size() - 1;
    }
}
