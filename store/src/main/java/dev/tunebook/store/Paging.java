package dev.tunebook.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Cuts sorted listings into pages. A cursor is the position of a row, not its count, so that rows that come or
/// go in between are neither skipped nor repeated.
public final class Paging {
    private static final char SEPARATOR = '\0';

    private Paging() {}

    /// Where a row stands: a sortable text, then its id.
    public record Position(String key, long id) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                Comparator.comparing(Position::key).thenComparingLong(Position::id);

        public static Position of(Instant time, long id) {
            return new Position("%020d".formatted(time.getEpochSecond() * 1_000_000_000L + time.getNano()), id);
        }

        public static Position of(long number, long id) {
            return new Position("%020d".formatted(number), id);
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }

        String cursor() {
            return encode(key + SEPARATOR + id);
        }

        static Position parse(String cursor) {
            var text = decode(cursor);
            var at = text.lastIndexOf(SEPARATOR);
            try {
                return new Position(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
            } catch (IndexOutOfBoundsException | NumberFormatException _) {
                throw badCursor();
            }
        }
    }

    public static <T> Page<T> ascending(List<T> rows, Function<T, Position> position, Page.Request request) {
        return cut(rows, position, Comparator.naturalOrder(), request);
    }

    public static <T> Page<T> descending(List<T> rows, Function<T, Position> position, Page.Request request) {
        return cut(rows, position, Comparator.reverseOrder(), request);
    }

    private static <T> Page<T> cut(
            List<T> rows, Function<T, Position> position, Comparator<Position> order, Page.Request request) {
        var after = request.after().map(Position::parse);
        var rest = rows.stream()
                .filter(row -> after.isEmpty() || order.compare(position.apply(row), after.get()) > 0)
                .sorted(Comparator.comparing(position, order))
                .limit(request.first() + 1L)
                .toList();
        return page(rest, row -> position.apply(row).cursor(), request, rows.size());
    }

    /// @param rest the rows wanted and, where there are more, one beyond
    public static <T> Page<T> page(List<T> rest, Function<T, String> cursor, Page.Request request, long total) {
        var edges = rest.stream()
                .limit(request.first())
                .map(row -> new Page.Edge<>(row, cursor.apply(row)))
                .toList();
        return new Page<>(edges, rest.size() > request.first(), total);
    }

    public static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw badCursor();
        }
    }

    public static StoreException badCursor() {
        return new StoreException.Invalid(
                "bad_cursor", "this cursor was not given by this listing; start again without one");
    }
}
