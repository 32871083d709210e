package dev.tunebook.sdk.internal.read;

import dev.tunebook.sdk.internal.graphql.GraphQl;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The nodes of a connection, fetched page by page as they are asked for.
final class Pages implements Iterator<JsonNode> {
    private final Function<Optional<String>, JsonNode> fetch;
    private Iterator<JsonNode> page;
    private Optional<String> next;

    private Pages(Function<Optional<String>, JsonNode> fetch) {
        this.fetch = fetch;
        JsonNode first = fetch.apply(Optional.empty());
        this.page = edges(first);
        this.next = cursor(first);
    }

    /// @param fetch gives the connection after a cursor, or from its beginning; the first page is fetched at once
    static Stream<JsonNode> stream(Function<Optional<String>, JsonNode> fetch) {
        return stream(new Pages(fetch));
    }

    static <T> Stream<T> stream(Iterator<T> iterator) {
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, characteristics), false);
    }

    private static Iterator<JsonNode> edges(JsonNode connection) {
        return connection.path("edges").values().stream()
                .map(edge -> edge.path("node"))
                .iterator();
    }

    /// Some connections of the protocol say where they go on only at the last edge.
    private static Optional<String> cursor(JsonNode connection) {
        JsonNode edges = connection.path("edges");
        boolean more = connection.path("pageInfo").path("hasNextPage").asBoolean(false);
        Optional<String> end = GraphQl.nextPage(connection);
        boolean atEdge = more && end.isEmpty() && !edges.isEmpty();
        return atEdge
                ? Optional.of(edges.get(edges.size() - 1).path("cursor").asString(""))
                        .filter(text -> !text.isEmpty())
                : end;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && next.isPresent()) {
            JsonNode connection = fetch.apply(next);
            page = edges(connection);
            next = cursor(connection).filter(cursor -> !Optional.of(cursor).equals(next));
        }
        return page.hasNext();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
