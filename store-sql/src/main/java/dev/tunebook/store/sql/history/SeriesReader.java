package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.Series;
import dev.tunebook.store.history.SeriesBuckets;
import dev.tunebook.store.history.SeriesQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Joins the values of keys with those of `x`, line by line.
final class SeriesReader {
    private final FileView view;
    private final SeriesQuery query;
    private double[] x = new double[1024];
    private double[] y = new double[1024];
    private int size;

    SeriesReader(FileView view, SeriesQuery query) {
        this.view = view;
        this.query = query;
    }

    List<Series> series(long runId) {
        Map<Integer, Points> across = points(query.x());
        List<Series> all = new ArrayList<>();
        for (String key : query.keys()) {
            Map<Integer, Points> up = key.equals(query.x()) ? across : points(key);
            size = 0;
            for (int group : new TreeSet<>(up.keySet())) {
                join(across.getOrDefault(group, Points.NONE), up.getOrDefault(group, Points.NONE));
            }
            all.add(SeriesBuckets.series(runId, key, view.end(), x, y, size, query));
        }
        return all;
    }

    /// The numbers of a key by group.
    private Map<Integer, Points> points(String key) {
        Map<Integer, Points> points = new HashMap<>();
        view.stored()
                .ifPresent(file -> view.reader()
                        .key(key)
                        .ifPresent(id -> view.reader()
                                .chunks(file.id(), id, 0, Integer.MAX_VALUE)
                                .forEach(chunk -> points.put(chunk.group(), ColumnCodec.points(chunk.content())))));
        view.tail().groups().forEach((group, tail) -> {
            Points below = points.getOrDefault(group, Points.NONE).without(tail.lines());
            Points above = tail.columns().column(key).map(Column::points).orElse(Points.NONE);
            points.put(group, below.and(above));
        });
        return points;
    }

    private void join(Points across, Points up) {
        room(up.count());
        if (across.count() == up.count()
                && Arrays.equals(across.places(), 0, across.count(), up.places(), 0, up.count())) {
            System.arraycopy(across.numbers(), 0, x, size, up.count());
            System.arraycopy(up.numbers(), 0, y, size, up.count());
            size += up.count();
            return;
        }
        int at = 0;
        for (int i = 0; i < up.count(); i++) {
            while (at < across.count() && across.places()[at] < up.places()[i]) {
                at++;
            }
            if (at < across.count() && across.places()[at] == up.places()[i]) {
                x[size] = across.numbers()[at];
                y[size++] = up.numbers()[i];
            }
        }
    }

    private void room(int more) {
        if (x.length - size < more) {
            int length = Math.max(size + more, 2 * x.length);
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
        }
    }
}
