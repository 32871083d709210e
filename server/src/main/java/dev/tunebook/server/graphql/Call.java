package dev.tunebook.server.graphql;

import dev.tunebook.server.http.Request;
import dev.tunebook.store.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/// What a resolver may know: who asks, with which arguments, and the loaders of this request.
public final class Call {
    private final DataFetchingEnvironment environment;
    private final QueryContext context;

    Call(DataFetchingEnvironment environment, QueryContext context) {
        this.environment = environment;
        this.context = context;
    }

    public Viewer viewer() {
        return context.viewer();
    }

    /// The HTTP request, for its headers.
    public Request request() {
        return context.request();
    }

    public Arguments arguments() {
        return new Arguments(environment.getArguments());
    }

    /// The members of the argument `input`, as every mutation has it.
    public Arguments input() {
        return arguments().object("input");
    }

    /// Whether the query selects the field below this one; the pattern may be a path such as `edges/node`.
    public boolean selects(String pattern) {
        return environment.getSelectionSet().contains(pattern);
    }

    /// The value for the key, fetched together with the others of this level; empty when there is none.
    public <K, V> CompletableFuture<Optional<V>> load(LoaderKey<K, V> loader, K key) {
        DataLoader<K, V> found = Objects.requireNonNull(
                environment.getDataLoader(loader.name()), () -> "No loader is registered as " + loader.name());
        return found.load(key).thenApply(Optional::ofNullable);
    }
}
