package dev.tunebook.server;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Documents made from the schema itself, so that a field somebody adds is asked for from then on. They select
/// everything that is answered, down to the nodes so many nodes away from what is asked for, and no type within
/// itself.
final class SchemaDocuments {
    private final GraphQLSchema schema;
    private final Set<String> unanswered;
    private final Map<String, String> arguments;

    /// @param unanswered fields nothing answers yet, as `Type.field`
    /// @param arguments what required arguments are given, by `Type.field.argument`, as GraphQL literals
    SchemaDocuments(GraphQLSchema schema, Set<String> unanswered, Map<String, String> arguments) {
        this.schema = schema;
        this.unanswered = unanswered;
        this.arguments = arguments;
    }

    List<String> queries() {
        return fields(schema.getQueryType());
    }

    List<String> mutations() {
        return fields(mutationType());
    }

    private GraphQLObjectType mutationType() {
        return Objects.requireNonNull(schema.getMutationType());
    }

    private static GraphQLFieldDefinition field(GraphQLObjectType type, String name) {
        return Objects.requireNonNull(type.getFieldDefinition(name), name);
    }

    private static List<String> fields(GraphQLObjectType type) {
        return type.getFieldDefinitions().stream()
                .map(GraphQLFieldDefinition::getName)
                .toList();
    }

    /// A query of one field with everything below it.
    ///
    /// @param given the field's arguments, such as `(name: "x")`
    /// @param depth how many nodes away from the field the last ones are
    String query(String field, String given, int depth) {
        return "{ " + field + given + below(schema.getQueryType(), field, depth) + " }";
    }

    /// A mutation with the variable `$input`, and what it answers with.
    String mutation(String field) {
        return mutation(field, below(mutationType(), field, 1));
    }

    /// A mutation that answers with nothing but whether it worked.
    String bareMutation(String field) {
        return mutation(field, " { __typename }");
    }

    private String mutation(String field, String selection) {
        GraphQLArgument input =
                Objects.requireNonNull(field(mutationType(), field).getArgument("input"), field);
        return "mutation($input: " + GraphQLTypeUtil.simplePrint(input.getType()) + ") { " + field + "(input: $input)"
                + selection + " }";
    }

    private String below(GraphQLObjectType type, String field, int depth) {
        return selection(field(type, field).getType(), Set.of(), depth + 1);
    }

    private String selection(GraphQLOutputType of, Set<String> above, int depth) {
        String text = switch (GraphQLTypeUtil.unwrapAll(of)) {
            case GraphQLObjectType object -> fields(object, above, depth);
            case GraphQLInterfaceType open ->
                fragments(Objects.requireNonNullElse(schema.getImplementations(open), List.of()), above, depth);
            case GraphQLUnionType union -> fragments(union.getTypes(), above, depth);
            default -> throw new AssertionError(of + " has no fields");
        };
        return " { __typename" + text + " }";
    }

    private String fragments(List<? extends GraphQLNamedOutputType> types, Set<String> above, int depth) {
        return types.stream()
                .map(type -> " ... on " + type.getName() + " { __typename"
                        + fields((GraphQLObjectType) type, above, depth) + " }")
                .collect(Collectors.joining());
    }

    private String fields(GraphQLObjectType type, Set<String> above, int depth) {
        boolean between = type.getName().matches(".*(Connection|Edge|Payload)");
        if (above.contains(type.getName()) || (depth == 0 && !between)) {
            return "";
        }
        Set<String> path = new HashSet<>(above);
        path.add(type.getName());
        StringBuilder text = new StringBuilder();
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            if (unanswered.contains(type.getName() + "." + field.getName())) {
                continue;
            }
            GraphQLNamedType of = GraphQLTypeUtil.unwrapAll(field.getType());
            boolean leaf = of instanceof GraphQLScalarType || of instanceof GraphQLEnumType;
            // One name may have another type in each implementation, so every field gets a name of its own.
            text.append(' ')
                    .append(type.getName())
                    .append('_')
                    .append(field.getName())
                    .append(": ")
                    .append(field.getName())
                    .append(arguments(type, field))
                    .append(leaf ? "" : selection(field.getType(), path, between ? depth : depth - 1));
        }
        return text.toString();
    }

    private String arguments(GraphQLObjectType type, GraphQLFieldDefinition field) {
        String given = field.getArguments().stream()
                .filter(argument -> GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue())
                .map(argument -> argument.getName() + ": " + literal(type, field, argument))
                .collect(Collectors.joining(", "));
        return given.isEmpty() ? "" : "(" + given + ")";
    }

    private String literal(GraphQLObjectType type, GraphQLFieldDefinition field, GraphQLArgument argument) {
        String place = type.getName() + "." + field.getName() + "." + argument.getName();
        String literal = arguments.get(place);
        if (literal == null) {
            throw new AssertionError("Say in the test's table what " + place + " is asked with.");
        }
        return literal;
    }
}
