package dev.tunebook.server.artifacts;

import dev.tunebook.server.graphql.Call;
import dev.tunebook.server.graphql.Connection;
import dev.tunebook.store.Page;
import dev.tunebook.store.Store;
import dev.tunebook.store.artifacts.ArtifactCollection;
import dev.tunebook.store.artifacts.CollectionQuery;
import dev.tunebook.store.artifacts.CollectionQuery.Order;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The collections of a project by page, filtered and ordered.
final class CollectionPages {
    private static final Map<String, Order> STORED_ORDERS = Map.of(
            "name", Order.NAME,
            "created_at", Order.OLDEST_FIRST,
            "-created_at", Order.NEWEST_FIRST);
    private static final Comparator<ArtifactCollection> BY_NAME = Comparator.comparing(ArtifactCollection::name);
    private static final Comparator<ArtifactCollection> BY_CHANGE = Comparator.<ArtifactCollection, Instant>comparing(
                    found -> found.updatedAt().orElse(found.createdAt()))
            .thenComparing(ArtifactCollection::id);
    private static final Map<String, Comparator<ArtifactCollection>> OTHER_ORDERS =
            Map.of("-name", BY_NAME.reversed(), "updated_at", BY_CHANGE, "-updated_at", BY_CHANGE.reversed());

    private static final Page.Request EVERY = Page.Request.first(Integer.MAX_VALUE - 1);

    private final Store store;

    CollectionPages(Store store) {
        this.store = store;
    }

    /// By name unless told otherwise.
    Connection<ShownCollection> page(long projectId, Optional<String> type, Call call) {
        String order = order(call);
        Optional<Condition> condition = Condition.read(call.arguments().text("filters"));
        CollectionQuery query =
                new CollectionQuery(projectId, type, Optional.empty(), STORED_ORDERS.getOrDefault(order, Order.NAME));
        Page.Request page = call.arguments().page();
        if (condition.isEmpty() && !OTHER_ORDERS.containsKey(order)) {
            return Connection.of(
                    store.collections().list(call.viewer(), query, page).map(ShownCollection::of));
        }
        List<ArtifactCollection> all =
                store.collections().list(call.viewer(), query, EVERY).nodes();
        Comparator<ArtifactCollection> sorted = OTHER_ORDERS.getOrDefault(order, (left, right) -> 0);
        List<ShownCollection> found = all.stream()
                .filter(collection -> condition
                        .map(filter -> filter.holds(Searched.of(collection)))
                        .orElse(true))
                .sorted(sorted)
                .map(ShownCollection::of)
                .toList();
        return Connection.slice(found, shown -> Ids.collection(shown.value().id()), page.after(), page.first());
    }

    /// In snake case, with a minus where it is descending.
    private static String order(Call call) {
        String text = call.arguments()
                .text("order")
                .filter(given -> !given.isBlank())
                .orElse("name")
                .replace("At", "_at");
        return text.startsWith("+") ? text.substring(1) : text;
    }
}
