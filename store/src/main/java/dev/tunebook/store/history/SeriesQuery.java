package dev.tunebook.store.history;

import java.util.List;
import java.util.OptionalDouble;

/// Which numbers are wanted: keys over `x` within `[min, max]`, in at most `buckets` buckets.
public record SeriesQuery(List<String> keys, String x, OptionalDouble min, OptionalDouble max, int buckets) {
    public SeriesQuery {
        keys = List.copyOf(keys);
    }
}
