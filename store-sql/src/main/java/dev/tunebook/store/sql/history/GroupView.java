package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/// One group as it is now: what is stored, with the lines of the journal over it.
final class GroupView {
    private final Optional<StoredGroup> stored;
    private final Optional<TailGroup> tail;
    private final boolean keyed;

    /// @param keyed whether its lines are read as JSON
    GroupView(Optional<StoredGroup> stored, Optional<TailGroup> tail, boolean keyed) {
        this.stored = stored;
        this.tail = tail;
        this.keyed = keyed;
    }

    /// Of all lines, ascending.
    int[] places() {
        return union(stored.map(StoredGroup::places), tail.map(TailGroup::lines).map(GroupView::places));
    }

    /// Of the lines that have the key, ascending.
    int[] places(String key) {
        return union(
                stored.map(group -> group.places(key)),
                tail.map(group -> keyed ? group.columns().places(key) : new int[0]));
    }

    private int[] union(Optional<int[]> below, Optional<int[]> above) {
        if (above.isEmpty() || below.isEmpty()) {
            return below.or(() -> above).orElseGet(() -> new int[0]);
        }
        int[] under = visible(below.get());
        int[] all = Arrays.copyOf(under, under.length + above.get().length);
        System.arraycopy(above.get(), 0, all, under.length, above.get().length);
        Arrays.sort(all);
        return all;
    }

    /// Those of stored lines that no line of the journal replaces.
    private int[] visible(int[] places) {
        GroupLines over = tail.orElseThrow().lines();
        return Arrays.stream(places).filter(place -> over.row(place) < 0).toArray();
    }

    private static int[] places(GroupLines lines) {
        int[] places = new int[lines.count()];
        Arrays.setAll(places, lines::place);
        return places;
    }

    Points points(String key) {
        Points below = stored.map(group -> group.points(key)).orElse(Points.NONE);
        if (tail.isEmpty() || !keyed) {
            return below;
        }
        Points above = tail.get().columns().column(key).map(Column::points).orElse(Points.NONE);
        return below.without(tail.get().lines()).and(above);
    }

    /// The line at a place that has one.
    String text(int place) {
        int row = tail.map(group -> group.lines().row(place)).orElse(-1);
        if (row >= 0) {
            return tail.orElseThrow().lines().line(row);
        }
        StoredGroup group = stored.orElseThrow();
        ByteSink out = new ByteSink(256);
        group.write(Arrays.binarySearch(group.places(), place), out);
        return new String(out.array(), 0, out.size(), UTF_8);
    }

    /// Whether the line at a place has this digest.
    boolean has(int place, long digest) {
        int row = tail.map(group -> group.lines().row(place)).orElse(-1);
        if (row >= 0) {
            return tail.orElseThrow().lines().digest(row) == digest;
        }
        return stored.map(group -> group.has(place, digest)).orElse(false);
    }

    /// Of lines with this digest, ascending.
    int[] placesOf(long digest) {
        return union(
                stored.map(group -> places(group.digests(), group.places(), digest)),
                tail.map(group -> placesOf(group.lines(), digest)));
    }

    private static int[] places(long[] digests, int[] places, long digest) {
        return Arrays.stream(places)
                .filter(place -> digests[Arrays.binarySearch(places, place)] == digest)
                .toArray();
    }

    private static int[] placesOf(GroupLines lines, long digest) {
        return Arrays.stream(places(lines))
                .filter(place -> lines.digest(lines.row(place)) == digest)
                .toArray();
    }
}
