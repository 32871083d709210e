package dev.tunebook.store.sql;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How rows of one kind are kept.
final class Table<R> {
    private final String name;
    private final String columns;
    private final Cells.Reader<R> reader;
    private final Function<R, List<Object>> cells;
    private final String upsert;

    /// @param keys how many of the columns, from the first on, tell rows apart
    /// @param columns in the order they are read and written, separated by `, `
    /// @param cells of a row, in that order; an empty `Optional` is null
    Table(String name, int keys, String columns, Cells.Reader<R> reader, Function<R, List<Object>> cells) {
        this.name = name;
        this.columns = columns;
        this.reader = reader;
        this.cells = cells;
        this.upsert = upsert(name, keys, List.of(columns.split(", ")));
    }

    private static String upsert(String name, int keys, List<String> columns) {
        var changes = columns.stream()
                .skip(keys)
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(_ -> "?").collect(Collectors.joining(", "))
                + ") ON CONFLICT (" + String.join(", ", columns.subList(0, keys)) + ") DO UPDATE SET " + changes;
    }

    /// @param rest what follows `WHERE`
    Query<R> where(String rest) {
        return selecting("WHERE " + rest);
    }

    /// @param rest what follows the name of the table
    Query<R> selecting(String rest) {
        return new Query<>("SELECT " + columns + " FROM " + name + " " + rest, reader);
    }

    String deleteWhere(String rest) {
        return "DELETE FROM " + name + " WHERE " + rest;
    }

    /// Inserts a row or replaces the one with the same key.
    String upsert() {
        return upsert;
    }

    Object[] cells(R row) {
        return cells.apply(row).toArray();
    }
}
