package dev.tunebook.bench;

import java.util.Arrays;
import java.util.List;

/// What several connections sent side by side.
///
/// @param seconds from the first request to the last answer
record Load(List<Latencies> parts, double seconds) {
    int requests() {
        return parts.stream().mapToInt(Latencies::count).sum();
    }

    double perSecond() {
        return requests() / seconds;
    }

    /// The latency that this part of the requests does not exceed.
    double milliseconds(double part) {
        long[] sorted = parts.stream()
                .flatMapToLong(each -> Arrays.stream(each.all()))
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))] / 1e6;
    }
}
