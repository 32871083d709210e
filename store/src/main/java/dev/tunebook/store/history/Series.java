package dev.tunebook.store.history;

/// Points of one key of one run, ascending in `x`. When `raw`, each point is a line's own value and `min`,
/// `max` and `mean` are empty arrays; else each point is a bucket of equal width in `x`: `last` is the value at
/// its greatest `x`, which is what `x` says, and the others are over the bucket's numbers, NaN left out. No
/// extreme is ever lost.
///
/// @param lines lines of the file when it was read
@SuppressWarnings("ArrayRecordComponent") // read once, straight into a response
public record Series(
        long runId,
        String key,
        boolean raw,
        long lines,
        double[] x,
        double[] last,
        double[] min,
        double[] max,
        double[] mean) {

    public int count() {
        return x.length;
    }
}
