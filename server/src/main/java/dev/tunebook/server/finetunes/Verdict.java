package dev.tunebook.server.finetunes;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What the validation loss says about overfitting. Silence is no proof: no kind calls a model healthy.
///
/// The validation loss over the whole validation file is judged where it has points enough, else that of the steps.
/// The lowest point of its running median is found, and then left out with its neighbour, so that choosing it does
/// not bias the answer: only points behind are tested for a rising trend (Mann-Kendall, one-sided). Their last third
/// must besides lie above their first third and 5 % above the lowest.
///
/// @param points validation points there are
/// @param step of the lowest point
/// @param value of the running median there
/// @param end step of the last validation point
/// @param p chance that a curve without a trend rises so clearly, where a rise was found
record Verdict(Kind kind, int points, OptionalDouble step, OptionalDouble value, OptionalDouble end, OptionalDouble p) {
    private static final int FEWEST = 6;
    private static final int MOST = 80;
    private static final int SHORTEST_TAIL = 4;
    private static final double RISE = 1.05;
    private static final double SURE = 0.01;
    private static final double LIKELY = 0.05;

    enum Kind {
        NO_DATA,
        NOT_ENOUGH,
        NO_SIGN,
        POSSIBLE,
        OVERFITTING,
        /// Training loss rises too.
        DIVERGING
    }

    /// Points of a curve, by ascending `x`.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Curve(double[] x, double[] y) {
        static final Curve NONE = new Curve(new double[0], new double[0]);

        /// Without points that are no number.
        Curve finite() {
            int[] kept = IntStream.range(0, x.length)
                    .filter(i -> Double.isFinite(y[i]))
                    .toArray();
            return new Curve(
                    IntStream.of(kept).mapToDouble(i -> x[i]).toArray(),
                    IntStream.of(kept).mapToDouble(i -> y[i]).toArray());
        }

        int size() {
            return x.length;
        }

        Curve from(double start) {
            int first = (int) DoubleStream.of(x).takeWhile(at -> at < start).count();
            return new Curve(Arrays.copyOfRange(x, first, x.length), Arrays.copyOfRange(y, first, y.length));
        }

        /// At most [#MOST] points, each the median of its share.
        Curve thinned() {
            if (size() <= MOST) {
                return this;
            }
            double share = (double) size() / MOST;
            double[] middles = new double[MOST];
            double[] medians = new double[MOST];
            for (int i = 0; i < MOST; i++) {
                int from = (int) (i * share);
                int to = (int) ((i + 1) * share);
                middles[i] = x[from + (to - from) / 2];
                medians[i] = median(Arrays.copyOfRange(y, from, to));
            }
            return new Curve(middles, medians);
        }
    }

    /// @param full loss over the whole validation file
    /// @param valid loss of the validation steps
    static Verdict of(Curve full, Curve valid, Curve train) {
        Curve chosen = full.finite().size() >= FEWEST ? full.finite() : valid.finite();
        if (chosen.size() == 0 && full.finite().size() == 0) {
            return none(Kind.NO_DATA, 0);
        }
        if (chosen.size() < FEWEST) {
            return none(Kind.NOT_ENOUGH, Math.max(chosen.size(), full.finite().size()));
        }
        return of(chosen, train.finite());
    }

    private static Verdict none(Kind kind, int points) {
        return new Verdict(
                kind,
                points,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static Verdict of(Curve valid, Curve train) {
        Curve curve = valid.thinned();
        double[] medians = IntStream.range(0, curve.size())
                .mapToDouble(
                        i -> median(Arrays.copyOfRange(curve.y(), Math.max(0, i - 1), Math.min(curve.size(), i + 2))))
                .toArray();
        double lowest = Arrays.stream(medians).min().orElseThrow();
        int at = IntStream.range(0, medians.length)
                .filter(i -> medians[i] == lowest)
                .findFirst()
                .orElseThrow();
        double[] tail = Arrays.copyOfRange(curve.y(), Math.min(at + 2, curve.size()), curve.size());
        OptionalDouble p = rise(tail, lowest);
        Kind kind = Kind.NO_SIGN;
        if (p.isPresent() && p.getAsDouble() < SURE) {
            double[] trainTail = train.from(curve.x()[at + 2]).thinned().y();
            boolean rises = trainTail.length >= SHORTEST_TAIL && risingChance(trainTail) < SURE;
            kind = rises ? Kind.DIVERGING : Kind.OVERFITTING;
        } else if (p.isPresent() && p.getAsDouble() < LIKELY) {
            kind = Kind.POSSIBLE;
        }
        return new Verdict(
                kind,
                valid.size(),
                OptionalDouble.of(curve.x()[at]),
                OptionalDouble.of(lowest),
                OptionalDouble.of(valid.x()[valid.size() - 1]),
                kind == Kind.NO_SIGN ? OptionalDouble.empty() : p);
    }

    /// The chance of such a rise; empty for a tail that is short or does not lie high enough.
    private static OptionalDouble rise(double[] tail, double lowest) {
        if (tail.length < SHORTEST_TAIL) {
            return OptionalDouble.empty();
        }
        int third = tail.length / 3;
        double early = median(Arrays.copyOfRange(tail, 0, third));
        double late = median(Arrays.copyOfRange(tail, tail.length - third, tail.length));
        return late > early && late >= lowest * RISE ? OptionalDouble.of(risingChance(tail)) : OptionalDouble.empty();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// One-sided Mann-Kendall: the chance that values without a trend rise this clearly; normal approximation with ties
    /// and continuity correction.
    static double risingChance(double[] values) {
        int n = values.length;
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += Double.compare(values[j], values[i]);
            }
        }
        double variance = (n * (n - 1.0) * (2.0 * n + 5) - tied(values)) / 18;
        return s <= 0 || variance <= 0 ? 1 : 1 - normal((s - 1) / Math.sqrt(variance));
    }

    private static double tied(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double tied = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                double t = i - from;
                tied += t * (t - 1) * (2 * t + 5);
                from = i;
            }
        }
        return tied;
    }

    /// The normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8).
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double polynomial =
                t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) * 0.3989422804014327 * polynomial;
        return z >= 0 ? 1 - tail : tail;
    }

    /// The sentence to show.
    String text() {
        return switch (kind) {
            case NO_DATA -> "No validation data: no validation loss was recorded.";
            case NOT_ENOUGH -> "Not enough validation points to judge overfitting (" + points + ").";
            case NO_SIGN -> "No sign of overfitting. With few or noisy points it can go unseen.";
            case POSSIBLE -> "Possibly overfitting since step " + shown(step) + chance() + ".";
            case OVERFITTING -> "Overfitting since step " + shown(step) + chance() + ".";
            case DIVERGING -> "Diverging since step " + shown(step) + chance() + ": training loss rises too.";
        };
    }

    private String chance() {
        return p.isEmpty()
                ? ""
                : p.getAsDouble() < 0.001 ? " (p < 0.001)" : String.format(Locale.ROOT, " (p = %.3f)", p.getAsDouble());
    }

    private static String shown(OptionalDouble number) {
        double value = number.orElse(Double.NaN);
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
