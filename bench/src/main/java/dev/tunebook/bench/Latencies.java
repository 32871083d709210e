package dev.tunebook.bench;

import java.util.Arrays;

/// How long each request of one connection took until it was acknowledged, in nanoseconds.
final class Latencies {
    private long[] nanoseconds = new long[1024];
    private int count;

    void add(long duration) {
        if (count == nanoseconds.length) {
            nanoseconds = Arrays.copyOf(nanoseconds, 2 * count);
        }
        nanoseconds[count++] = duration;
    }

    int count() {
        return count;
    }

    long[] all() {
        return Arrays.copyOf(nanoseconds, count);
    }
}
