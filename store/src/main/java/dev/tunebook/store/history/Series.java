package dev.tunebook.store.history;

/// Points of one key of one run. When `raw`, each point is a line; else a bucket with its last, least, greatest
/// and mean value.
public record Series(
        long runId,
        String key,
        boolean raw,
        long lines,
        double[] x,
        double[] last,
        double[] min,
        double[] max,
        double[] mean) {}
