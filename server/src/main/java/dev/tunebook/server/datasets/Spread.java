package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a count spreads over the rows: sum, quantiles, and a histogram.
final class Spread {
    private static final int BUCKETS = 20;
    private static final double NEARLY_ALL = 0.99;

    private final Longs values = new Longs();
    private final int kept;
    private long total;
    private long most;

    /// @param kept how many values quantiles and histogram are taken of at most, the first ones
    Spread(int kept) {
        this.kept = kept;
    }

    void add(long value) {
        total += value;
        most = Math.max(most, value);
        if (values.size() < kept) {
            values.add(value);
        }
    }

    /// `{"total", "p50", "p95", "max", "histogram": [{"from", "to", "rows"}]}`; a bucket does not hold its `to`.
    /// Buckets are equally wide, but for the last: it reaches to the greatest value, so that a few long rows do not
    /// hide the others.
    ObjectNode toJson() {
        long[] sorted = values.sorted();
        ObjectNode json = Json.object()
                .put("total", total)
                .put("p50", quantile(sorted, 0.5))
                .put("p95", quantile(sorted, 0.95))
                .put("max", most);
        ArrayNode histogram = json.putArray("histogram");
        if (sorted.length > 0) {
            fill(histogram, sorted);
        }
        return json;
    }

    private static void fill(ArrayNode histogram, long[] sorted) {
        long end = quantile(sorted, NEARLY_ALL) + 1;
        long width = width(end - sorted[0]);
        int next = 0;
        for (long from = sorted[0] / width * width; from < end; from += width) {
            long to = from + width < end ? from + width : Math.max(from + width, sorted[sorted.length - 1] + 1);
            int first = next;
            while (next < sorted.length && sorted[next] < to) {
                next++;
            }
            histogram.addObject().put("from", from).put("to", to).put("rows", next - first);
        }
    }

    /// The least of 1, 2, 5, 10, 20, 50 … that needs no more than so many buckets.
    private static long width(long range) {
        long power = 1;
        while (true) {
            for (int digit : new int[] {1, 2, 5}) {
                if (range / (power * digit) < BUCKETS) {
                    return power * digit;
                }
            }
            power *= 10;
        }
    }

    private static long quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
