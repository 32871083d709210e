package dev.tunebook.server.graphql;

import dev.tunebook.server.http.HttpFailure;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Puts the schema together from the features' files and their wiring.
final class Schema {
    private Schema() {}

    static GraphQLSchema of(List<String> definitions, Wiring wiring) {
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        definitions.forEach(text -> types.merge(new SchemaParser().parse(text)));
        RuntimeWiring.Builder runtime = RuntimeWiring.newRuntimeWiring()
                .strictMode(true)
                .codeRegistry(GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(environment -> unsupported()));
        Scalars.all().forEach(runtime::scalar);
        wiring.fetchers()
                .forEach((type, fields) -> runtime.type(type, builder -> {
                    fields.forEach(builder::dataFetcher);
                    return builder;
                }));
        wiring.resolvers().forEach((type, resolver) -> runtime.type(type, builder -> builder.typeResolver(resolver)));
        types.getTypes(InterfaceTypeDefinition.class).forEach(type -> open(type.getName(), wiring, runtime));
        types.getTypes(UnionTypeDefinition.class).forEach(type -> open(type.getName(), wiring, runtime));
        return new SchemaGenerator().makeExecutableSchema(types, runtime.build());
    }

    /// The fields nothing answers yet, as `Type.field`.
    static TreeSet<String> unanswered(GraphQLSchema schema, Wiring wiring) {
        TreeSet<String> missing = new TreeSet<>();
        schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast)
                .forEach(type -> {
                    Map<String, DataFetcher<?>> wired = wiring.fetchers().getOrDefault(type.getName(), Map.of());
                    type.getFieldDefinitions().stream()
                            .filter(field -> !wired.containsKey(field.getName()))
                            .forEach(field -> missing.add(type.getName() + "." + field.getName()));
                });
        return missing;
    }

    private static void open(String type, Wiring wiring, RuntimeWiring.Builder runtime) {
        if (!wiring.resolvers().containsKey(type)) {
            runtime.type(
                    type,
                    builder -> builder.typeResolver(environment -> {
                        throw new IllegalStateException("No feature says what a " + type + " is");
                    }));
        }
    }

    // 501 would say it better, but clients before 0.18 ask again for days on everything else than 400, 401, 403, 404
    // and 409, and take the last three for a question of rights.
    private static DataFetcher<Object> unsupported() {
        return environment -> {
            throw HttpFailure.of(
                    400,
                    "not_supported",
                    "'" + environment.getFieldDefinition().getName() + "' is not supported by this server yet.");
        };
    }
}
