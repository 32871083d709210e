package dev.tunebook.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a listing.
///
/// @param more whether rows follow the last one of this page
/// @param total how many rows the whole listing has
public record Page<T>(List<Edge<T>> edges, boolean more, long total) {

    /// A row and the opaque cursor that, given as [Request#after], continues behind it. Cursors outlive the
    /// process.
    public record Edge<T>(T node, String cursor) {}

    /// Which page. A cursor no listing ever gave is refused with [StoreException.Invalid].
    ///
    /// @param first at most this many rows; 0 asks for the total only
    public record Request(Optional<String> after, int first) {
        public Request {
            if (first < 0) {
                throw new IllegalArgumentException("a page of " + first + " rows cannot be; ask for 0 or more");
            }
        }

        public static Request first(int count) {
            return new Request(Optional.empty(), count);
        }

        /// All rows in one page: only where they are few, or all are looked at anyway.
        public static Request every() {
            return first(Integer.MAX_VALUE - 1);
        }

        public Request following(String cursor) {
            return new Request(Optional.of(cursor), first);
        }
    }

    public Page {
        edges = List.copyOf(edges);
    }

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    public Optional<String> endCursor() {
        return edges.isEmpty() ? Optional.empty() : Optional.of(edges.getLast().cursor());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(
                edges.stream()
                        .map(edge -> new Edge<R>(mapper.apply(edge.node()), edge.cursor()))
                        .toList(),
                more,
                total);
    }
}
