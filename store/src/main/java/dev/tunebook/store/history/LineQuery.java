package dev.tunebook.store.history;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Which lines of a file are wanted.
///
/// @param window where they lie
/// @param keys only lines that have a value for each of these keys; dots reach into nested objects. Keyed files
///     only
/// @param pick how many of those
public record LineQuery(Window window, List<String> keys, Pick pick) {
    public static final LineQuery ALL = lines(0, Long.MAX_VALUE);

    public LineQuery {
        keys = List.copyOf(keys);
    }

    public sealed interface Window {
        /// Lines numbered from `from` to before `to`.
        record Lines(long from, long to) implements Window {}

        /// Lines whose `_step` is a number from `min` to before `max`.
        record Steps(double min, double max) implements Window {}

        /// Lines numbered from `from` to before `to` whose `_step` is one of these numbers.
        record AtSteps(List<Double> steps, long from, long to) implements Window {
            public AtSteps {
                steps = steps.stream().map(AtSteps::plain).sorted().distinct().toList();
            }

            public boolean has(double step) {
                return Collections.binarySearch(steps, plain(step)) >= 0;
            }

            /// Zero has one sign.
            private static double plain(double step) {
                return step + 0.0;
            }
        }

        /// Lines whose bytes are these: how a second upload of the same lines at other numbers is recognised.
        record Same(String text) implements Window {}
    }

    public sealed interface Pick {
        record Every() implements Pick {}

        record Last(int count) implements Pick {}

        /// At most so many, spread evenly, with the first and the last.
        record Evenly(int count) implements Pick {}
    }

    /// From line `from` to before line `to`.
    public static LineQuery lines(long from, long to) {
        return new LineQuery(new Window.Lines(from, to), List.of(), new Pick.Every());
    }

    /// From step `min` to before step `max`.
    public static LineQuery steps(double min, double max) {
        return new LineQuery(new Window.Steps(min, max), List.of(), new Pick.Every());
    }

    /// Lines at one of these steps, among those from line `from` to before line `to`.
    public static LineQuery atSteps(List<Double> steps, long from, long to) {
        return new LineQuery(new Window.AtSteps(steps, from, to), List.of(), new Pick.Every());
    }

    /// The newest lines.
    public static LineQuery last(int count) {
        return ALL.pick(new Pick.Last(count));
    }

    public static LineQuery same(String text) {
        return new LineQuery(new Window.Same(text), List.of(), new Pick.Every());
    }

    public LineQuery evenly(int count) {
        return pick(new Pick.Evenly(count));
    }

    public LineQuery with(List<String> wanted) {
        return new LineQuery(window, wanted, pick);
    }

    private LineQuery pick(Pick other) {
        return new LineQuery(window, keys, other);
    }

    /// Those of the ascending line numbers that [#pick] takes.
    public long[] picked(long[] numbers) {
        return switch (pick) {
            case Pick.Every() -> numbers;
            case Pick.Last(int count) ->
                Arrays.copyOfRange(numbers, Math.max(0, numbers.length - count), numbers.length);
            case Pick.Evenly(int count) -> evenly(numbers, count);
        };
    }

    private static long[] evenly(long[] numbers, int count) {
        if (numbers.length <= count) {
            return numbers;
        }
        long[] some = new long[count];
        for (int i = 0; i < count; i++) {
            some[i] = numbers[count == 1 ? 0 : (int) ((long) i * (numbers.length - 1) / (count - 1))];
        }
        return some;
    }
}
