package dev.tunebook.server.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.TypeResolver;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collects which code answers which field. A field of the schema that nothing wires is answered by a clear error,
/// never by a guess.
public final class Wiring {
    private final Map<String, Map<String, DataFetcher<?>>> fetchers = new LinkedHashMap<>();
    private final Map<String, TypeResolver> resolvers = new LinkedHashMap<>();
    private final Map<LoaderKey<?, ?>, BatchLoad<?, ?>> loaders = new LinkedHashMap<>();

    private Wiring() {}

    /// What the platform itself answers.
    public static Wiring create() {
        Wiring wiring = new Wiring();
        wiring.record("PageInfo", Connection.PageInfo.class);
        wiring.record("SuccessPayload", Success.class);
        wiring.record("StrictSuccessPayload", Success.class);
        FileNode.wire(wiring);
        return wiring;
    }

    /// A field of `Query`. An empty `Optional` is null.
    public Wiring query(String field, Function<Call, @Nullable Object> resolver) {
        return root("Query", field, resolver);
    }

    /// A field of `Mutation`.
    public Wiring mutation(String field, Function<Call, @Nullable Object> resolver) {
        return root("Mutation", field, resolver);
    }

    /// The fields of an object type whose values are of one class.
    public <S> TypeWiring<S> type(String name, Class<S> source) {
        return new TypeWiring<>(name, source);
    }

    /// Every component of the record answers the field of its name.
    public Wiring record(String type, Class<? extends Record> source) {
        for (RecordComponent component : source.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            put(
                    type,
                    component.getName(),
                    environment ->
                            component.getAccessor().invoke(Objects.requireNonNull((Object) environment.getSource())));
        }
        return this;
    }

    /// The three types of a connection that {@link Connection} answers.
    public Wiring connection(String connection, String edge) {
        record(connection, Connection.class);
        return record(edge, Connection.Edge.class);
    }

    /// Which object type a value of an interface or union is.
    public Wiring concrete(String type, Function<Object, String> name) {
        resolvers.put(
                type,
                environment -> environment.getSchema().getObjectType(name.apply(Objects.requireNonNull((Object)
                        environment.getObject()))));
        return this;
    }

    public <K, V> Wiring loader(LoaderKey<K, V> key, BatchLoad<K, V> load) {
        loaders.put(key, load);
        return this;
    }

    Map<String, Map<String, DataFetcher<?>>> fetchers() {
        return fetchers;
    }

    Map<String, TypeResolver> resolvers() {
        return resolvers;
    }

    Map<LoaderKey<?, ?>, BatchLoad<?, ?>> loaders() {
        return loaders;
    }

    private Wiring root(String type, String field, Function<Call, @Nullable Object> resolver) {
        put(type, field, environment -> {
            QueryContext context = QueryContext.of(environment);
            context.spend();
            return resolver.apply(new Call(environment, context));
        });
        return this;
    }

    private void put(String type, String field, DataFetcher<?> fetcher) {
        if (fetchers.computeIfAbsent(type, key -> new LinkedHashMap<>()).put(field, fetcher) != null) {
            throw new IllegalStateException("Two features answer " + type + "." + field);
        }
    }

    /// Adds fields to one object type.
    public final class TypeWiring<S> {
        private final String type;
        private final Class<S> source;

        private TypeWiring(String type, Class<S> source) {
            this.type = type;
            this.source = source;
        }

        public TypeWiring<S> field(String field, Function<S, @Nullable Object> resolver) {
            return field(field, (value, call) -> resolver.apply(value));
        }

        public TypeWiring<S> field(String field, BiFunction<S, Call, @Nullable Object> resolver) {
            put(type, field, environment -> {
                QueryContext context = QueryContext.of(environment);
                context.spend();
                S value = source.cast(Objects.requireNonNull((Object) environment.getSource()));
                return resolver.apply(value, new Call(environment, context));
            });
            return this;
        }

        /// Fields this server has no value for, and says so with null.
        public TypeWiring<S> absent(String... fields) {
            Arrays.stream(fields).forEach(field -> put(type, field, environment -> null));
            return this;
        }
    }
}
