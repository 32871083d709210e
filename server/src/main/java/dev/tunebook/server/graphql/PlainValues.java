package dev.tunebook.server.graphql;

import dev.tunebook.model.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON trees as the plain Java values GraphQL's library works with. Numbers that JSON cannot hold become texts.
public final class PlainValues {
    private PlainValues() {}

    public static Map<String, @Nullable Object> of(JsonNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
        return map;
    }

    public static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> of(node);
            case ARRAY -> list(node);
            case STRING -> node.asString();
            case BOOLEAN -> node.asBoolean();
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private static List<@Nullable Object> list(JsonNode node) {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(element -> list.add(value(element)));
        return list;
    }

    private static Object number(JsonNode node) {
        double number = Json.asDouble(node);
        return Double.isNaN(number)
                ? "NaN"
                : !Double.isInfinite(number) || node.isIntegralNumber()
                        ? node.numberValue()
                        : number > 0 ? "Infinity" : "-Infinity";
    }
}
