package dev.tunebook.store.index;

import java.util.List;

/// The columns a key may mean, the closest meaning first: each run is asked in the first one that it has.
///
/// @param time whether the values are times
record Keyed(List<Column> columns, boolean time) {
    private static final Column NONE = new Column();

    Column of(int slot) {
        for (var column : columns) {
            if (column.kind(slot) != Column.Kind.ABSENT) {
                return column;
            }
        }
        return NONE;
    }
}
