package dev.tunebook.store.history;

import java.util.Arrays;

/// Points to what a chart draws. Takes points in any order of `x`; on equal `x` the later one counts as newer.
public final class SeriesBuckets {
    private static final double[] NONE = {};

    private final double[] x;
    private final double[] y;
    private final int size;
    private final SeriesQuery query;

    private SeriesBuckets(double[] x, double[] y, int size, SeriesQuery query) {
        this.x = x;
        this.y = y;
        this.size = size;
        this.query = query;
    }

    /// The series of the first `size` points; the arrays are used up. Points whose `x` is no finite number or lies
    /// outside the range are left out.
    public static Series series(
            long runId, String key, long lines, double[] x, double[] y, int size, SeriesQuery query) {
        SeriesBuckets buckets = new SeriesBuckets(x, y, inRange(x, y, size, query), query);
        return buckets.size <= query.buckets() ? buckets.raw(runId, key, lines) : buckets.bucketed(runId, key, lines);
    }

    private static int inRange(double[] x, double[] y, int size, SeriesQuery query) {
        double min = query.min().orElse(-Double.MAX_VALUE);
        double max = query.max().orElse(Double.MAX_VALUE);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double at = x[i];
            if (at >= min && at <= max && at >= -Double.MAX_VALUE && at <= Double.MAX_VALUE) {
                x[kept] = at;
                y[kept++] = y[i];
            }
        }
        return kept;
    }

    private Series raw(long runId, String key, long lines) {
        double[] sortedX = Arrays.copyOf(x, size);
        double[] sortedY = Arrays.copyOf(y, size);
        if (!ascending()) {
            int[] order = order();
            for (int i = 0; i < size; i++) {
                sortedX[i] = x[order[i]];
                sortedY[i] = y[order[i]];
            }
        }
        return new Series(runId, key, true, lines, sortedX, sortedY, NONE, NONE, NONE);
    }

    private int[] order() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(x[a], x[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private boolean ascending() {
        for (int i = 1; i < size; i++) {
            if (x[i] < x[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private Series bucketed(long runId, String key, long lines) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, x[i]);
            greatest = Math.max(greatest, x[i]);
        }
        // Halves, so that the width of the widest range is no infinity.
        double from = query.min().orElse(least) / 2;
        double width = query.max().orElse(greatest) / 2 - from;
        Sums sums = new Sums(query.buckets());
        double scale = width > 0 ? query.buckets() / width : 0;
        for (int i = 0; i < size; i++) {
            int bucket = (int) ((x[i] / 2 - from) * scale);
            sums.add(Math.clamp(bucket, 0, query.buckets() - 1), x[i], y[i]);
        }
        return sums.series(runId, key, lines);
    }

    private static final class Sums {
        private final double[] x;
        private final double[] last;
        private final double[] min;
        private final double[] max;
        private final double[] sum;
        private final int[] numbers;

        Sums(int buckets) {
            x = new double[buckets];
            last = new double[buckets];
            min = new double[buckets];
            max = new double[buckets];
            sum = new double[buckets];
            numbers = new int[buckets];
            Arrays.fill(x, Double.NEGATIVE_INFINITY);
            Arrays.fill(min, Double.POSITIVE_INFINITY);
            Arrays.fill(max, Double.NEGATIVE_INFINITY);
        }

        void add(int bucket, double atX, double value) {
            if (atX >= x[bucket]) {
                x[bucket] = atX;
                last[bucket] = value;
            }
            if (!Double.isNaN(value)) {
                if (value < min[bucket]) {
                    min[bucket] = value;
                }
                if (value > max[bucket]) {
                    max[bucket] = value;
                }
                sum[bucket] += value;
                numbers[bucket]++;
            }
        }

        Series series(long runId, String key, long lines) {
            int used = 0;
            for (int i = 0; i < x.length; i++) {
                if (x[i] != Double.NEGATIVE_INFINITY) {
                    x[used] = x[i];
                    last[used] = last[i];
                    boolean number = numbers[i] > 0;
                    // Infinite values are at their own extreme; only a bucket of nothing but NaN has none.
                    min[used] = number ? min[i] : Double.NaN;
                    max[used] = number ? max[i] : Double.NaN;
                    sum[used] = number ? sum[i] / numbers[i] : Double.NaN;
                    used++;
                }
            }
            return new Series(
                    runId,
                    key,
                    false,
                    lines,
                    Arrays.copyOf(x, used),
                    Arrays.copyOf(last, used),
                    Arrays.copyOf(min, used),
                    Arrays.copyOf(max, used),
                    Arrays.copyOf(sum, used));
        }
    }
}
