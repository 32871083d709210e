package dev.tunebook.sdk;

import dev.tunebook.model.wire.InvalidJsonException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.table.Cell;
import dev.tunebook.sdk.internal.table.TableData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rows under named columns. Logged with [Run#log] it is browsable at the run; added to an [Artifact] it is a file
/// of that artifact.
///
/// A cell is a number, text, boolean, `null`, a time (`Instant` and the like), an [Image], or lists and
/// maps of these. What a column holds is learnt from its first value that is not null; a value of another
/// kind is refused. Safe for concurrent use.
public final class Table {
    /// Most rows a table may have.
    public static final int MOST_ROWS = 200_000;

    private final TableData data;

    public Table(List<String> columns) {
        this.data = new TableData(columns);
    }

    public Table(String... columns) {
        this(List.of(columns));
    }

    private Table(TableData data) {
        this.data = data;
    }

    /// Adds a row.
    ///
    /// @param cells one for each column
    /// @throws InvalidInputException when their number is wrong, a cell does not fit its column, or the
    ///     table is full
    public synchronized Table addRow(@Nullable Object... cells) {
        return addRow(Arrays.asList(cells));
    }

    /// Adds a row, see [#addRow(Object...)].
    public synchronized Table addRow(List<?> cells) {
        if (data.rows().size() == MOST_ROWS) {
            throw new InvalidInputException(
                    "a table holds at most " + MOST_ROWS + " rows; split it, or log the whole as a file");
        }
        data.add(cells.stream().map(Table::cell).toList());
        return this;
    }

    public List<String> columns() {
        return data.columns();
    }

    public synchronized int rowCount() {
        return data.rows().size();
    }

    /// The rows as JSON: times as milliseconds since 1970, images as the objects that stand for them.
    public synchronized List<List<JsonNode>> rows() {
        return data.trees();
    }

    /// Reads a `.table.json` file. Logged again it is the same table, but for images, which come back as
    /// the objects that stand for them.
    ///
    /// @throws InvalidInputException when it is none
    public static Table read(byte[] file) {
        try {
            return new Table(TableData.read(Json.parseObject(file)));
        } catch (InvalidJsonException e) {
            throw new InvalidInputException("not a table: " + e.getMessage(), e);
        }
    }

    synchronized TableData snapshot() {
        return data.copy();
    }

    private static Cell cell(@Nullable Object value) {
        return Cell.of(unwrapped(value));
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof Image image) {
            return image.picture();
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(unwrapped(element)));
            return plain;
        }
        return value;
    }
}
