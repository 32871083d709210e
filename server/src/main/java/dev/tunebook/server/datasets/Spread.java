package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a count spreads over the rows: sum, quantiles, and a histogram whose buckets double.
final class Spread {
    private static final int BUCKETS = 40;

    private final Longs values = new Longs();
    private final long[] buckets = new long[BUCKETS];
    private final int kept;
    private long total;
    private long count;
    private long most;

    /// @param kept how many values the quantiles are taken of at most, the first ones
    Spread(int kept) {
        this.kept = kept;
    }

    void add(long value) {
        total += value;
        count++;
        most = Math.max(most, value);
        buckets[Math.min(BUCKETS - 1, 64 - Long.numberOfLeadingZeros(value))]++;
        if (values.size() < kept) {
            values.add(value);
        }
    }

    long total() {
        return total;
    }

    /// `{"total", "p50", "p95", "max", "histogram": [{"from", "to", "rows"}]}`; a bucket does not hold its `to`.
    ObjectNode toJson() {
        long[] sorted = values.sorted();
        ObjectNode json = Json.object()
                .put("total", total)
                .put("p50", quantile(sorted, 0.5))
                .put("p95", quantile(sorted, 0.95))
                .put("max", most);
        ArrayNode histogram = json.putArray("histogram");
        int first = 0;
        int last = BUCKETS - 1;
        while (first < BUCKETS && buckets[first] == 0) {
            first++;
        }
        while (last > first && buckets[last] == 0) {
            last--;
        }
        for (int i = first; count > 0 && i <= last; i++) {
            histogram
                    .addObject()
                    .put("from", i == 0 ? 0 : 1L << (i - 1))
                    .put("to", 1L << i)
                    .put("rows", buckets[i]);
        }
        return json;
    }

    private static long quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
