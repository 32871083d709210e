package dev.tunebook.server.datasets;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Which rows of a table are shown, and in which order.
///
/// @param sort the position of the column to sort by
/// @param search rows with this text in any cell, ignoring case; empty for all
record TableOrder(Optional<Integer> sort, boolean descending, String search) {
    /// Numbers, then texts, then the rest; within a kind by value.
    private static final Comparator<Object> VALUES = Comparator.comparing(TableOrder::rank)
            .thenComparing((left, right) -> left instanceof Number a && right instanceof Number b
                    ? compare(a, b)
                    : text(left).compareToIgnoreCase(text(right)));

    boolean isFiles() {
        return sort.isEmpty() && search.isEmpty();
    }

    /// The numbers of the rows.
    int[] rows(TableData table) {
        IntStream found = IntStream.range(0, table.rows());
        if (!search.isEmpty()) {
            Pattern pattern = Pattern.compile(Pattern.quote(search), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            found = found.filter(row -> contains(table, row, pattern));
        }
        return sort.isEmpty()
                ? found.toArray()
                : found.boxed()
                        .sorted(order(table.columns().get(sort.get())))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /// Nulls come last either way; equal rows stay as they are.
    private Comparator<Integer> order(TableColumn column) {
        Comparator<Object> values = descending ? VALUES.reversed() : VALUES;
        return (left, right) -> {
            Optional<Object> a = column.cell(left);
            Optional<Object> b = column.cell(right);
            return a.isPresent() && b.isPresent()
                    ? values.compare(a.get(), b.get())
                    : Boolean.compare(a.isEmpty(), b.isEmpty());
        };
    }

    private static boolean contains(TableData table, int row, Pattern pattern) {
        for (TableColumn column : table.columns()) {
            Optional<Object> cell = column.cell(row);
            if (cell.isPresent() && pattern.matcher(text(cell.get())).find()) {
                return true;
            }
        }
        return false;
    }

    private static int rank(Object value) {
        return switch (value) {
            case Number number -> 0;
            case String text -> 1;
            default -> 2;
        };
    }

    private static int compare(Number left, Number right) {
        return left instanceof Long a && right instanceof Long b
                ? Long.compare(a, b)
                : Double.compare(left.doubleValue(), right.doubleValue());
    }

    private static String text(Object value) {
        return value instanceof JsonNode tree ? tree.toString() : String.valueOf(value);
    }
}
