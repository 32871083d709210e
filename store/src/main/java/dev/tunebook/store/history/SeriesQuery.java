package dev.tunebook.store.history;

import java.util.List;
import java.util.OptionalDouble;

/// Which numbers of [HistoryFile#HISTORY] or [HistoryFile#EVENTS] are wanted: keys over `x` within `[min, max]`.
///
/// @param x any key, such as `_step`; a point is a line that has a number for both
/// @param buckets the most points a series may have, 1 or more
public record SeriesQuery(
        HistoryFile file, List<String> keys, String x, OptionalDouble min, OptionalDouble max, int buckets) {
    public SeriesQuery {
        keys = List.copyOf(keys);
        if (buckets < 1) {
            throw new IllegalArgumentException(buckets + " buckets; ask for 1 or more");
        }
    }

    /// Keys of the history over all of `x`.
    public static SeriesQuery of(List<String> keys, String x, int buckets) {
        return new SeriesQuery(HistoryFile.HISTORY, keys, x, OptionalDouble.empty(), OptionalDouble.empty(), buckets);
    }

    /// The same within a range, both ends included.
    public SeriesQuery within(double from, double to) {
        return new SeriesQuery(file, keys, x, OptionalDouble.of(from), OptionalDouble.of(to), buckets);
    }
}
