package dev.tunebook.server.graphql;

import dev.tunebook.server.http.ErrorResponses;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Request;
import dev.tunebook.store.Viewer;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.introspection.GoodFaithIntrospection;
import graphql.schema.GraphQLSchema;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/// Executes documents against the schema of all features.
public final class GraphQlEngine {
    private final GraphQL graphql;
    private final Wiring wiring;
    private final GraphQLSchema schema;
    private final QueryLimits limits;
    private final InstantSource clock;

    /// @param definitions the text of each feature's `.graphqls` file
    public GraphQlEngine(List<String> definitions, Wiring wiring, QueryLimits limits, InstantSource clock) {
        this.wiring = wiring;
        this.limits = limits;
        this.clock = clock;
        this.schema = Schema.of(definitions, wiring);
        this.graphql = GraphQL.newGraphQL(schema)
                .instrumentation(new ChainedInstrumentation(
                        new MaxQueryComplexityInstrumentation(limits.complexity()),
                        new MaxQueryDepthInstrumentation(limits.depth())))
                .preparsedDocumentProvider(new KnownDocuments())
                .defaultDataFetcherExceptionHandler(new Refusals())
                .build();
    }

    /// What may be asked.
    public GraphQLSchema schema() {
        return schema;
    }

    /// The fields of the schema that nothing answers yet, as `Type.field`.
    public Set<String> unanswered() {
        return Schema.unanswered(schema, wiring);
    }

    ExecutionResult execute(
            String document,
            Optional<String> operation,
            Map<String, @Nullable Object> variables,
            Viewer viewer,
            Request request) {
        return graphql.execute(ExecutionInput.newExecutionInput()
                .query(document)
                .operationName(operation.orElse(null))
                .variables(variables)
                .dataLoaderRegistry(loaders(viewer))
                .graphQLContext(Map.of(
                        QueryContext.KEY,
                        new QueryContext(viewer, request, limits, clock),
                        // Old clients probe six types in one document, which this check takes for an attack.
                        GoodFaithIntrospection.GOOD_FAITH_INTROSPECTION_DISABLED,
                        true))
                .build());
    }

    private DataLoaderRegistry loaders(Viewer viewer) {
        DataLoaderRegistry.Builder registry = DataLoaderRegistry.newRegistry();
        wiring.loaders().forEach((key, load) -> register(registry, key.name(), load, viewer));
        return registry.build();
    }

    private static <K, V> void register(
            DataLoaderRegistry.Builder registry, String name, BatchLoad<K, V> load, Viewer viewer) {
        registry.register(
                name,
                DataLoaderFactory.<K, V>newMappedDataLoader(
                        keys -> CompletableFuture.completedFuture(load.load(viewer, keys))));
    }

    /// Turns what a resolver throws into an error with code and status, for the endpoint to choose the HTTP status
    /// by.
    private static final class Refusals implements DataFetcherExceptionHandler {
        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters parameters) {
            Throwable thrown = parameters.getException();
            Throwable cause =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            HttpFailure failure = ErrorResponses.failure(cause);
            return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(
                            GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment())
                                    .message("%s", failure.text())
                                    .extensions(Map.of("code", failure.code(), "status", failure.status()))
                                    .build())
                    .build());
        }
    }
}
