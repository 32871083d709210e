package dev.tunebook.sdk.internal.table;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
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

    /// The table as a file of an artifact.
    ///
    /// @param images what stands for an image, which is another file of the artifact
    public byte[] artifactFile(Function<Picture, JsonNode> images) {
        ObjectNode tree = file(images, rows.size());
        ObjectNode typeMap = Json.object();
        types.forEach((column, type) -> typeMap.set(column, type.tree()));
        ObjectNode columnTypes = Json.object();
        columnTypes.putObject("params").set("type_map", typeMap);
        tree.set("column_types", columnTypes.put("wb_type", "typedDict"));
        tree.put("_type", "table");
        tree.put("log_mode", "IMMUTABLE");
        tree.put("ncols", columns.size());
        tree.put("nrows", rows.size());
        return PythonJson.bytes(tree);
    }

    /// The table as a file of a run.
    public byte[] runFile(Function<Picture, JsonNode> images, int mostRows) {
        return PythonJson.bytes(file(images, mostRows));
    }

    private ObjectNode file(Function<Picture, JsonNode> images, int mostRows) {
        ObjectNode tree = Json.object();
        tree.set("columns", Json.tree(columns));
        ArrayNode data = tree.putArray("data");
        rows.stream().limit(mostRows).forEach(row -> {
            ArrayNode cells = data.addArray();
            row.forEach(cell -> cells.add(cell.tree(images)));
        });
        return tree;
    }

    /// The table of a file, leniently: only `columns` and `data` must be there.
    ///
    /// @throws InvalidInputException when they are not
    public static TableData read(ObjectNode tree) {
        if (!tree.path("columns").isArray() || !tree.path("data").isArray()) {
            throw new InvalidInputException("not a table: expected \"columns\" and \"data\"");
        }
        List<String> columns = tree.path("columns").values().stream()
                .map(column -> column.isString() ? column.asString() : Json.write(column))
                .toList();
        TableData table = new TableData(columns);
        columns.forEach(column -> table.types.put(column, CellType.optional(CellType.ANY)));
        tree.path("data")
                .values()
                .forEach(row -> table.add(row.values().stream().map(Cell::of).toList()));
        return table;
    }
}
