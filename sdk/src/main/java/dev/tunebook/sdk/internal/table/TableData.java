package dev.tunebook.sdk.internal.table;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The columns, their types so far, and the rows of a table. Not safe for concurrent use.
public final class TableData {
    /// What follows the name of a table in an artifact.
    public static final String EXTENSION = ".table.json";

    private final List<String> columns;
    private final Map<String, CellType> types = new LinkedHashMap<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    /// @throws InvalidInputException when two columns have the same name
    public TableData(List<String> columns) {
        this.columns = List.copyOf(columns);
        if (new LinkedHashSet<>(columns).size() != columns.size()) {
            throw new InvalidInputException("the table's columns " + columns + " have a name twice; rename one");
        }
        columns.forEach(column -> types.put(column, CellType.optional(CellType.UNKNOWN)));
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Cell>> rows() {
        return rows;
    }

    /// @throws InvalidInputException when the row does not fit; the table is as before
    public void add(List<Cell> row) {
        if (row.size() != columns.size()) {
            throw new InvalidInputException(
                    "a row has " + row.size() + " cells, the table has " + columns.size() + " columns: " + columns);
        }
        List<CellType> grown = IntStream.range(0, row.size())
                .mapToObj(i -> grown(i, row.get(i)))
                .toList();
        for (int i = 0; i < grown.size(); i++) {
            types.put(columns.get(i), grown.get(i));
        }
        rows.add(row);
    }

    private CellType grown(int index, Cell cell) {
        String column = columns.get(index);
        CellType type = types.getOrDefault(column, CellType.UNKNOWN);
        return type.assign(cell)
                .orElseThrow(() -> new InvalidInputException("the column \"" + column + "\" holds " + type.label()
                        + " and cannot take " + cell.type().label() + " in row " + rows.size()
                        + "; give every row of a column the same kind of value"));
    }

    /// This table as it is now.
    public TableData copy() {
        TableData copy = new TableData(columns);
        copy.types.putAll(types);
        copy.rows.addAll(rows);
        return copy;
    }

    public List<List<JsonNode>> trees() {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.tree(TableData::described))
                        .toList())
                .toList();
    }

    private static JsonNode described(Picture picture) {
        return Json.object()
                .put("_type", "image-file")
                .put("format", picture.format())
                .put("width", picture.width())
                .put("height", picture.height());
    }

    /// Writes the table as a file of an artifact, row by row.
    ///
    /// @param images what stands for an image, which is another file of the artifact
    public void writeArtifactFile(Appendable out, Function<Picture, JsonNode> images) throws IOException {
        ObjectNode typeMap = Json.object();
        types.forEach((column, type) -> typeMap.set(column, type.tree()));
        ObjectNode columnTypes = Json.object();
        columnTypes.putObject("params").set("type_map", typeMap);
        columnTypes.put("wb_type", "typedDict");
        out.append("{\"_type\": \"table\", \"column_types\": ");
        PythonJson.write(columnTypes, out);
        out.append(", ");
        writeColumnsAndData(out, images, rows.size());
        out.append(", \"log_mode\": \"IMMUTABLE\", \"ncols\": ").append(String.valueOf(columns.size()));
        out.append(", \"nrows\": ").append(String.valueOf(rows.size())).append("}");
    }

    /// Writes the table as a file of a run.
    public void writeRunFile(Appendable out, Function<Picture, JsonNode> images, int mostRows) throws IOException {
        out.append("{");
        writeColumnsAndData(out, images, mostRows);
        out.append("}");
    }

    private void writeColumnsAndData(Appendable out, Function<Picture, JsonNode> images, int mostRows)
            throws IOException {
        out.append("\"columns\": ");
        PythonJson.write(Json.tree(columns), out);
        out.append(", \"data\": [");
        int count = Math.min(rows.size(), mostRows);
        for (int i = 0; i < count; i++) {
            ArrayNode cells = Json.array();
            rows.get(i).forEach(cell -> cells.add(cell.tree(images)));
            out.append(i == 0 ? "" : ", ");
            PythonJson.write(cells, out);
        }
        out.append("]");
    }

    /// The table of a file, leniently: only `columns` and `data` must be there. Types are kept where the file tells
    /// them; times and images come back as what stands for them.
    ///
    /// @throws InvalidInputException when it is no table
    public static TableData read(ObjectNode tree) {
        if (!tree.path("columns").isArray() || !tree.path("data").isArray()) {
            throw new InvalidInputException("not a table: expected \"columns\" and \"data\"");
        }
        List<String> columns = tree.path("columns").values().stream()
                .map(column -> column.isString() ? column.asString() : Json.write(column))
                .toList();
        TableData table = new TableData(columns);
        JsonNode types = tree.path("column_types").path("params").path("type_map");
        columns.forEach(column -> table.types.put(
                column, types.has(column) ? CellType.read(types.path(column)) : CellType.optional(CellType.ANY)));
        tree.path("data").values().forEach(row -> {
            if (row.size() != columns.size()) {
                throw new InvalidInputException(
                        "not a table: a row has " + row.size() + " cells for " + columns.size() + " columns");
            }
            table.rows.add(row.values().stream().map(Cell::of).toList());
        });
        return table;
    }
}
