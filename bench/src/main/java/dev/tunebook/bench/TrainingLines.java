package dev.tunebook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Lines as a training loop logs them, 11 values each, the same for the same numbers: so whoever knows which lines were
/// acknowledged knows what must be stored.
final class TrainingLines {
    /// Values of a line.
    static final int VALUES = 11;

    /// Numbers begin here, so that they have nine digits from the first to the last.
    static final long FIRST = 100_000_000L;

    private final List<String> rests;

    /// @param lines after which the values repeat
    TrainingLines(long seed, int lines) {
        SplittableRandom random = new SplittableRandom(seed);
        rests = new ArrayList<>(lines);
        double noise = 0;
        for (int i = 0; i < lines; i++) {
            noise = 0.95 * noise + 0.05 * random.nextGaussian();
            rests.add(rest(random, i, noise));
        }
    }

    private static String rest(SplittableRandom random, int i, double noise) {
        double loss = 2.5 * Math.exp(-i / 4000.0) + 0.1 * noise;
        return ",\"_timestamp\":" + (1.7e9 + i * 0.3712345)
                + ",\"_runtime\":" + i * 0.3712345
                + ",\"train/loss\":" + (double) (float) loss
                + ",\"train/accuracy\":" + String.format(Locale.ROOT, "%.4f1", Math.clamp(1 - loss / 3, 0, 1))
                + ",\"train/grad_norm\":" + (double) (float) Math.abs(1 + noise)
                + ",\"train/learning_rate\":" + 1e-4 * (1 + Math.cos(i / 1000.0))
                + ",\"train/epoch\":" + i / 1000
                + ",\"train/tokens\":" + 2048L * i
                + ",\"perf/throughput\":" + (3000 + 100 * random.nextGaussian())
                + ",\"perf/memory\":" + (40_000 + random.nextInt(500))
                + "}";
    }

    /// After so many lines all values but the step repeat.
    int period() {
        return rests.size();
    }

    /// The line of this number, which is its step too.
    String line(long number) {
        return "{\"_step\":" + number + rests.get((int) (number % rests.size()));
    }

    List<String> lines(long first, int count) {
        List<String> lines = new ArrayList<>(count);
        for (long number = first; number < first + count; number++) {
            lines.add(line(number));
        }
        return lines;
    }
}
