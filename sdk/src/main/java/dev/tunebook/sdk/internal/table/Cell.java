package dev.tunebook.sdk.internal.table;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// One value of a table.
public sealed interface Cell {
    Cell NULL = new Plain(CellType.NONE, Json.tree(null));

    CellType type();

    /// The value in the table's file.
    ///
    /// @param images what stands for an image there
    JsonNode tree(Function<Picture, JsonNode> images);

    /// A number, text, boolean, time or nothing.
    record Plain(CellType type, JsonNode value) implements Cell {
        @Override
        public JsonNode tree(Function<Picture, JsonNode> images) {
            return value;
        }
    }

    /// A picture, which is a file of its own.
    record ImageCell(Picture picture) implements Cell {
        @Override
        public CellType type() {
            return CellType.IMAGE;
        }

        @Override
        public JsonNode tree(Function<Picture, JsonNode> images) {
            return images.apply(picture);
        }
    }

    record ListCell(List<Cell> values) implements Cell {
        @Override
        public CellType type() {
            return CellType.ListOf.of(values);
        }

        @Override
        public JsonNode tree(Function<Picture, JsonNode> images) {
            ArrayNode array = Json.array();
            values.forEach(value -> array.add(value.tree(images)));
            return array;
        }
    }

    record DictionaryCell(Map<String, Cell> members) implements Cell {
        @Override
        public CellType type() {
            Map<String, CellType> types = new LinkedHashMap<>();
            members.forEach((name, value) -> types.put(name, value.type()));
            return new CellType.DictionaryOf(types);
        }

        @Override
        public JsonNode tree(Function<Picture, JsonNode> images) {
            ObjectNode object = Json.object();
            members.forEach((name, value) -> object.set(name, value.tree(images)));
            return object;
        }
    }

    /// @param value a [Picture], list, map, time, or what JSON can hold
    /// @throws InvalidInputException when a table cannot hold this
    static Cell of(@Nullable Object value) {
        if (value instanceof String text) {
            return new Plain(CellType.STRING, StringNode.valueOf(text));
        }
        if (value instanceof Picture picture) {
            return new ImageCell(picture);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Cell> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), of(member)));
            return new DictionaryCell(members);
        }
        if (value instanceof Iterable<?> list && !(value instanceof JsonNode)) {
            List<Cell> values = new ArrayList<>();
            list.forEach(element -> values.add(of(element)));
            return new ListCell(values);
        }
        if (value instanceof TemporalAccessor time) {
            return new Plain(CellType.TIMESTAMP, Json.tree(milliseconds(time)));
        }
        try {
            return ofTree(Json.tree(value));
        } catch (InvalidJsonException e) {
            throw new InvalidInputException("a table cannot hold this: " + e.getMessage(), e);
        }
    }

    private static Cell ofTree(JsonNode node) {
        if (node.isObject()) {
            Map<String, Cell> members = new LinkedHashMap<>();
            Json.members(node).forEach((name, value) -> members.put(name, ofTree(value)));
            return new DictionaryCell(members);
        }
        if (node.isArray()) {
            return new ListCell(node.values().stream().map(Cell::ofTree).toList());
        }
        boolean notANumber = node.isNumber() && Double.isNaN(Json.asDouble(node));
        if (node.isNull() || node.isMissingNode() || notANumber) {
            return NULL;
        }
        CellType type = node.isNumber() ? CellType.NUMBER : node.isBoolean() ? CellType.BOOLEAN : CellType.STRING;
        return new Plain(type, node);
    }

    private static long milliseconds(TemporalAccessor time) {
        if (time instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant().toEpochMilli();
        }
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toEpochMilli();
        }
        if (time instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        if (time instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        }
        throw new InvalidInputException(
                "a table cannot hold a " + time.getClass().getName()
                        + "; use Instant, LocalDate, LocalDateTime, OffsetDateTime or ZonedDateTime");
    }
}
