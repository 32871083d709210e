package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import dev.tunebook.server.http.HttpFailure;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A table file in memory, by column.
///
/// @param names texts or integers, as the file has them
/// @param columnTypes as the file has them
record TableData(List<JsonNode> names, Optional<JsonNode> columnTypes, List<TableColumn> columns, int rows) {

    /// Reads a `.table.json` cell by cell, and closes the stream.
    ///
    /// @throws HttpFailure 400 when it is no table
    static TableData read(InputStream utf8) {
        return new Reader().read(utf8);
    }

    Optional<Object> cell(int row, int column) {
        return columns.get(column).cell(row);
    }

    /// The position of the column of this name.
    Optional<Integer> column(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).asString("").equals(name)
                    || names.get(i).toString().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static final class Reader {
        private final List<JsonNode> names = new ArrayList<>();
        private final List<TableColumn.Builder> columns = new ArrayList<>();
        private @Nullable JsonNode columnTypes;
        private int rows;
        private boolean hasData;

        TableData read(InputStream utf8) {
            try (JsonParser parser = Json.parser(utf8)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw noTable("it is no JSON object");
                }
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    member(name, parser);
                }
            } catch (JacksonException e) {
                throw noTable(String.valueOf(Json.invalid(e).getMessage()));
            }
            if (!hasData || names.isEmpty()) {
                throw noTable("it has no 'columns' and 'data'");
            }
            while (columns.size() < names.size()) {
                columns.add(new TableColumn.Builder());
            }
            return new TableData(
                    List.copyOf(names),
                    Optional.ofNullable(columnTypes),
                    columns.subList(0, names.size()).stream()
                            .map(TableColumn.Builder::build)
                            .toList(),
                    rows);
        }

        private void member(String name, JsonParser parser) {
            switch (name) {
                case "columns" -> Json.readValue(parser).forEach(names::add);
                case "column_types" -> columnTypes = Json.readValue(parser);
                case "data" -> data(parser);
                default -> parser.skipChildren();
            }
        }

        private void data(JsonParser parser) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw noTable("'data' is no list of rows");
            }
            hasData = true;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_ARRAY) {
                    throw noTable("row " + rows + " is no list of cells");
                }
                row(parser);
                rows++;
            }
        }

        private void row(JsonParser parser) {
            int column = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (column == columns.size()) {
                    columns.add(new TableColumn.Builder());
                }
                Object value = value(token, parser);
                if (value != null) {
                    columns.get(column).put(rows, value);
                }
                column++;
            }
        }

        private static @Nullable Object value(JsonToken token, JsonParser parser) {
            return switch (token) {
                case VALUE_NULL -> null;
                case VALUE_STRING -> parser.getString();
                case VALUE_TRUE -> Boolean.TRUE;
                case VALUE_FALSE -> Boolean.FALSE;
                case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? parser.getBigIntegerValue()
                            : (Object) parser.getLongValue();
                default -> Json.readValue(parser);
            };
        }

        private static HttpFailure noTable(String why) {
            return HttpFailure.badRequest("not_a_table", "The file is no table: " + why + ".");
        }
    }
}
