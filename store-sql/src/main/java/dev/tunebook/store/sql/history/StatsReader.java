package dev.tunebook.store.sql.history;

import dev.tunebook.store.history.HistoryStats;
import dev.tunebook.store.history.KeyStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Sums up what is counted of a file: stored counts by chunk, and the tail's.
final class StatsReader {
    private static final String STEP = "_step";
    private static final long GREATEST_STEP = 999_999_999_999_999_999L;

    private final FileView view;
    private final TreeMap<String, TreeMap<Integer, Counts>> byKey = new TreeMap<>();
    private OptionalLong lastStep = OptionalLong.empty();

    StatsReader(FileView view) {
        this.view = view;
    }

    HistoryStats stats(boolean keyed) {
        if (keyed) {
            Map<Integer, GroupColumns> anew = anew();
            view.stored().ifPresent(file -> stored(file.id(), anew));
            anew.forEach(this::columns);
        }
        List<KeyStats> keys = new ArrayList<>();
        byKey.forEach((key, groups) -> {
            Counts sum = new Counts();
            groups.values().forEach(sum::add);
            keys.add(sum.stats(key));
        });
        return new HistoryStats(view.end(), lastStep, keys);
    }

    /// The groups of the tail, put together with what is stored of them.
    private Map<Integer, GroupColumns> anew() {
        Map<Integer, GroupColumns> anew = new TreeMap<>();
        view.tail()
                .groups()
                .forEach((group, tail) -> anew.put(
                        group,
                        stored(group)
                                .map(below -> GroupColumns.of(GroupLines.merge(List.of(below.text(), tail.lines()))))
                                .orElseGet(tail::columns)));
        return anew;
    }

    private Optional<StoredGroup> stored(int group) {
        return view.stored()
                .flatMap(file -> view.reader()
                        .header(file.id(), group)
                        .map(header -> new StoredGroup(view.reader(), file.id(), header)));
    }

    private void stored(long file, Map<Integer, GroupColumns> anew) {
        for (HistoryReader.GroupCounts counts : view.reader().counts(file)) {
            if (!anew.containsKey(counts.group())) {
                add(counts.key(), counts.group(), counts.counts());
            }
        }
        for (HistoryReader.GroupStep step : view.reader().lastSteps(file)) {
            if (!anew.containsKey(step.group())) {
                step(step.step());
            }
        }
    }

    private void columns(int group, GroupColumns columns) {
        for (String key : columns.keys()) {
            columns.column(key).ifPresent(column -> {
                add(key, group, Counts.of(column));
                if (key.equals(STEP)) {
                    lastStep(column).ifPresent(this::step);
                }
            });
        }
    }

    private void add(String key, int group, Counts counts) {
        byKey.computeIfAbsent(key, unused -> new TreeMap<>()).put(group, counts);
    }

    private void step(long step) {
        lastStep = OptionalLong.of(lastStep.isEmpty() ? step : Math.max(step, lastStep.getAsLong()));
    }

    /// The greatest integer among the values; integers of more than 18 digits are no steps.
    static OptionalLong lastStep(Column column) {
        OptionalLong last = OptionalLong.empty();
        for (int i = 0; i < column.count(); i++) {
            long step = column.bits(i);
            boolean counts = column.form(i) == Form.INTEGER && step >= -GREATEST_STEP && step <= GREATEST_STEP;
            if (counts && (last.isEmpty() || step > last.getAsLong())) {
                last = OptionalLong.of(step);
            }
        }
        return last;
    }
}
