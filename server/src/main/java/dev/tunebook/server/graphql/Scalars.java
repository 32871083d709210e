package dev.tunebook.server.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The five scalars of the wire: inline JSON, JSON in a text, 64-bit integers (also for durations), instants.
final class Scalars {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private Scalars() {}

    static List<GraphQLScalarType> all() {
        return List.of(
                scalar("JSON", value -> value, value -> value),
                scalar("JSONString", String::valueOf, Scalars::text),
                scalar("Int64", Scalars::integer, Scalars::integer),
                scalar("Duration", Scalars::integer, Scalars::integer),
                scalar("DateTime", Scalars::dateTime, Scalars::text));
    }

    private static GraphQLScalarType scalar(
            String name, Function<Object, Object> serialize, Function<Object, Object> parse) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new Coercing<Object, Object>() {
                    @Override
                    public Object serialize(Object value, GraphQLContext context, Locale locale) {
                        return serialize.apply(value);
                    }

                    @Override
                    public Object parseValue(Object input, GraphQLContext context, Locale locale) {
                        try {
                            return parse.apply(input);
                        } catch (IllegalArgumentException e) {
                            throw new CoercingParseValueException(name + ": " + e.getMessage());
                        }
                    }

                    @Override
                    public @Nullable Object parseLiteral(
                            Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
                        try {
                            Object value = literal(input, variables);
                            return value == null ? null : parse.apply(value);
                        } catch (IllegalArgumentException e) {
                            throw new CoercingParseLiteralException(name + ": " + e.getMessage());
                        }
                    }
                })
                .build();
    }

    private static Object text(Object value) {
        if (value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException("a text is expected, not " + value);
    }

    private static Object integer(Object value) {
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        if (value instanceof String text) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException("a 64-bit integer is expected, not " + value);
    }

    private static Object dateTime(Object value) {
        return value instanceof Instant instant ? INSTANT.format(instant) : String.valueOf(value);
    }

    private static @Nullable Object literal(Value<?> value, CoercedVariables variables) {
        return switch (value) {
            case StringValue text -> text.getValue();
            case IntValue number -> number.getValue();
            case FloatValue number -> number.getValue();
            case BooleanValue flag -> flag.isValue();
            case NullValue nothing -> null;
            case VariableReference reference -> variables.get(reference.getName());
            case ArrayValue array -> {
                List<@Nullable Object> list = new ArrayList<>();
                array.getValues().forEach(element -> list.add(literal(element, variables)));
                yield list;
            }
            case ObjectValue object -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                object.getObjectFields()
                        .forEach(field -> map.put(field.getName(), literal(field.getValue(), variables)));
                yield map;
            }
            default -> throw new IllegalArgumentException("the literal " + value + " is not supported");
        };
    }
}
