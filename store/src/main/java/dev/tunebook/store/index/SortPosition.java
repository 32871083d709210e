package dev.tunebook.store.index;

import java.util.Comparator;

/// Where a run stands in an order: numbers before booleans before text, what cannot be ordered last.
///
/// @param rank of the kind of value
/// @param id breaks ties
record SortPosition(int rank, double number, String text, long id) {
    private static final int MISSING = 9;

    static SortPosition of(Keyed keyed, int slot, long id) {
        var column = keyed.of(slot);
        return switch (column.kind(slot)) {
            case NUMBER -> {
                double number = column.number(slot);
                yield Double.isNaN(number) ? missing(id) : new SortPosition(0, number, "", id);
            }
            case BOOLEAN -> new SortPosition(1, column.number(slot), "", id);
            case TEXT -> new SortPosition(2, 0, column.text(slot), id);
            case ABSENT, NOTHING, LIST, OTHER, OBJECT -> missing(id);
        };
    }

    private static SortPosition missing(long id) {
        return new SortPosition(MISSING, 0, "", id);
    }

    static Comparator<SortPosition> order(boolean descending) {
        var byValue = Comparator.comparingInt(SortPosition::rank)
                .thenComparingDouble(SortPosition::number)
                .thenComparing(SortPosition::text);
        return Comparator.comparing(SortPosition::isMissing)
                .thenComparing(descending ? byValue.reversed() : byValue)
                .thenComparingLong(SortPosition::id);
    }

    private boolean isMissing() {
        return rank == MISSING;
    }

    String cursor() {
        return rank + " " + Long.toHexString(Double.doubleToRawLongBits(number)) + " " + id + " " + text;
    }

    /// @throws IllegalArgumentException when no [#cursor] looks like this
    static SortPosition parse(String cursor) {
        var parts = cursor.split(" ", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a position in the runs table");
        }
        return new SortPosition(
                Integer.parseInt(parts[0]),
                Double.longBitsToDouble(Long.parseUnsignedLong(parts[1], 16)),
                parts[3],
                Long.parseLong(parts[2]));
    }
}
