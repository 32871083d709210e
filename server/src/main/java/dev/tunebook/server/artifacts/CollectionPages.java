package dev.tunebook.server.artifacts;

import dev.tunebook.server.filter.Condition;
import dev.tunebook.server.filter.Order;
import dev.tunebook.server.graphql.Arguments;
import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.Paging.Position;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.CollectionQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The collections of a project by page, filtered and ordered.
final class CollectionPages {
    private final Store store;

    CollectionPages(Store store) {
        this.store = store;
    }

    /// By name unless told otherwise.
    Connection<ShownCollection> page(long projectId, Optional<String> type, Call call) {
        Arguments arguments = call.arguments();
        Condition wanted = Condition.of(arguments.text("filters"));
        CollectionQuery query = new CollectionQuery(projectId, type, Optional.empty(), CollectionQuery.Order.NAME);
        List<ArtifactCollection> found =
                store.collections().list(call.viewer(), query, Page.Request.every()).nodes().stream()
                        .filter(collection -> wanted.holds(Searched.of(collection)))
                        .toList();
        Order order = Order.parse(arguments.text("order"), "name");
        return Connection.of(cut(found, order, arguments.page()).map(ShownCollection::of));
    }

    /// A page in the order wanted; an unknown key orders by name.
    static Page<ArtifactCollection> cut(List<ArtifactCollection> found, Order order, Page.Request page) {
        Function<ArtifactCollection, Position> position = switch (order.key()) {
            case "created_at" -> row -> Position.of(row.createdAt(), row.id());
            case "updated_at" -> row -> Position.of(row.updatedAt().orElse(row.createdAt()), row.id());
            case "type" -> row -> new Position(row.type(), row.id());
            default -> row -> new Position(row.name(), row.id());
        };
        return order.descending() ? Paging.descending(found, position, page) : Paging.ascending(found, position, page);
    }
}
