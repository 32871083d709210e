package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.store.history.HistoryLine;
import dev.tunebook.store.history.LineDigest;
import dev.tunebook.store.history.LineQuery;
import dev.tunebook.store.history.LineQuery.Pick;
import dev.tunebook.store.history.LineQuery.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;

/// Finds the lines of a file that a query means: first their numbers, then the text of those that are picked.
final class LineFinder {
    private static final String STEP = "_step";

    private final FileView view;
    private final LineQuery query;

    LineFinder(FileView view, LineQuery query) {
        this.view = view;
        this.query = query;
    }

    List<HistoryLine> lines() {
        List<FileView.Numbered> groups = switch (query.window()) {
            case Window.Lines(long from, long to) -> view.groups(from, to);
            case Window.AtSteps(List<Double> steps, long from, long to) -> view.groups(from, to);
            case Window.Steps _, Window.Same _ -> view.groups(0, Long.MAX_VALUE);
        };
        return texts(groups, query.picked(numbers(groups)));
    }

    private long[] numbers(List<FileView.Numbered> groups) {
        int wanted = query.pick() instanceof Pick.Last(int count) ? count : Integer.MAX_VALUE;
        List<long[]> found = new ArrayList<>();
        int size = 0;
        for (int i = groups.size() - 1; i >= 0 && size < wanted; i--) {
            long start = Groups.start(groups.get(i).number());
            int[] places = matches(groups.get(i).group(), start);
            found.add(Arrays.stream(places).mapToLong(place -> start + place).toArray());
            size += places.length;
        }
        long[] numbers = new long[size];
        int at = 0;
        for (long[] part : found.reversed()) {
            System.arraycopy(part, 0, numbers, at, part.length);
            at += part.length;
        }
        return numbers;
    }

    private int[] matches(GroupView group, long start) {
        int[] places = inWindow(group, start);
        for (String key : query.keys()) {
            if (places.length > 0) {
                int[] having = group.places(key);
                places = keep(places, place -> Arrays.binarySearch(having, place) >= 0);
            }
        }
        return places;
    }

    private int[] inWindow(GroupView group, long start) {
        return switch (query.window()) {
            case Window.Lines(long from, long to) when from <= start && to >= start + Groups.SIZE -> group.places();
            case Window.Lines(long from, long to) ->
                keep(group.places(), place -> start + place >= from && start + place < to);
            case Window.Steps(double min, double max) -> atSteps(group, step -> step >= min && step < max);
            case Window.AtSteps steps ->
                keep(atSteps(group, steps::has), place -> start + place >= steps.from() && start + place < steps.to());
            case Window.Same(String text) ->
                keep(
                        group.placesOf(LineDigest.of(text.getBytes(UTF_8))),
                        place -> group.text(place).equals(text));
        };
    }

    private static int[] atSteps(GroupView group, DoublePredicate which) {
        Points steps = group.points(STEP);
        int[] places = Arrays.copyOf(steps.places(), steps.count());
        return keep(places, place -> which.test(steps.numbers()[steps.at(place)]));
    }

    private static int[] keep(int[] places, IntPredicate which) {
        return Arrays.stream(places).filter(which).toArray();
    }

    /// @param numbers ascending
    private static List<HistoryLine> texts(List<FileView.Numbered> groups, long[] numbers) {
        List<HistoryLine> lines = new ArrayList<>(numbers.length);
        int group = 0;
        for (long number : numbers) {
            while (groups.get(group).number() < Groups.of(number)) {
                group++;
            }
            int place = (int) (number - Groups.start(groups.get(group).number()));
            lines.add(new HistoryLine(number, groups.get(group).group().text(place)));
        }
        return lines;
    }
}
